import ChangeModel
import TestSupport
import Testing

@testable import ReplicaStore

/// The SQL that people see when they open a replica, word for word.
@Suite struct DDLTests {
  private func ddl(_ table: Int) -> TableDDL { TableDDL(schema: TrialSchema.schema, index: table) }

  @Test func table() {
    #expect(
      ddl(TrialSchema.parts).createTable == """
        CREATE TABLE parts(
          id BLOB NOT NULL UNIQUE DEFAULT (randomblob(16)) CHECK(length(id) = 16),
          item_id BLOB NOT NULL REFERENCES items(id),
          name TEXT CONSTRAINT "name has at most 262144 characters" CHECK(length(name) <= 262144),
          godwit_row INTEGER PRIMARY KEY AUTOINCREMENT CHECK(godwit_row > 0)
        ) STRICT
        """)
    #expect(
      ddl(TrialSchema.parts).seedNumbers == "INSERT INTO sqlite_sequence(name, seq) VALUES ('parts', 1099511627775)")
    #expect(ddl(TrialSchema.parts).indexes == [])
  }

  @Test func triggers() {
    #expect(
      ddl(TrialSchema.parts).triggers.joined(separator: "\n\n") == """
        CREATE TRIGGER godwit_parts_before_insert BEFORE INSERT ON parts
        WHEN (NEW.godwit_row > 0 OR EXISTS (SELECT 1 FROM parts WHERE id = NEW.id)) AND (SELECT open FROM godwit_gate) BEGIN
          SELECT RAISE(ABORT, 'parts: leave godwit_row out, it is drawn by the table') WHERE NEW.godwit_row > 0 AND NOT EXISTS (SELECT 1 FROM parts WHERE id = NEW.id AND godwit_row = NEW.godwit_row);
          INSERT INTO godwit_log(tbl, row, mask, id) SELECT 3, godwit_row, -3, id FROM parts WHERE id = NEW.id;
        END

        CREATE TRIGGER godwit_parts_insert AFTER INSERT ON parts
        WHEN (SELECT open FROM godwit_gate) BEGIN
          INSERT INTO godwit_log(tbl, row, mask) VALUES (3, NEW.godwit_row, -1);
        END

        CREATE TRIGGER godwit_parts_update_0 AFTER UPDATE OF item_id, name ON parts
        WHEN (SELECT open FROM godwit_gate) BEGIN
          INSERT INTO godwit_log(tbl, row, mask) VALUES (3, OLD.godwit_row,
            ((NEW.item_id IS NOT OLD.item_id) << 0) |
            ((NEW.name IS NOT OLD.name) << 1));
        END

        CREATE TRIGGER godwit_parts_delete AFTER DELETE ON parts
        WHEN (SELECT open FROM godwit_gate) BEGIN
          INSERT INTO godwit_log(tbl, row, mask, id, root) VALUES (3, OLD.godwit_row, -2, OLD.id, (SELECT root0.godwit_row FROM items AS root0 WHERE root0.id = OLD.item_id));
        END

        CREATE TRIGGER godwit_parts_key BEFORE UPDATE OF id, godwit_row, rowid, oid, _rowid_ ON parts
        WHEN (NEW.id IS NOT OLD.id OR NEW.godwit_row IS NOT OLD.godwit_row) AND (SELECT open FROM godwit_gate) BEGIN
          SELECT RAISE(ABORT, 'parts: id and godwit_row never change; insert a new row instead');
        END
        """)
  }

  @Test func columnsThatSendDifferences_haveTriggersOfTheirOwn() {
    let triggers = ddl(TrialSchema.items).triggers
    #expect(triggers.filter { $0.contains("godwit_items_base_") }.count == 3)
    #expect(
      triggers.first { $0.contains("godwit_items_base_8") } == """
        CREATE TRIGGER godwit_items_base_8 AFTER UPDATE OF hits ON items
        WHEN NEW.hits IS NOT OLD.hits AND (SELECT open FROM godwit_gate) BEGIN
          INSERT INTO godwit_log(tbl, row, mask, base) VALUES (2, OLD.godwit_row, 256, OLD.hits);
        END
        """)
    #expect(!triggers.contains { $0.contains("_update_") && $0.contains("hits") })
  }

  @Test func namesAreQuoted_onlyWhereTheyMustBe() {
    #expect(
      ["items", "order", "group", "2nd", "sku"].map(SQLText.name) == [
        "items", "\"order\"", "\"group\"", "\"2nd\"", "sku",
      ])
    #expect(SQLText.literal("it's") == "'it''s'")
    // Scalar by scalar: a quote with a combining mark is a quote.
    #expect(Array(SQLText.literal("it'\u{301}s").unicodeScalars) == Array("'it''\u{301}s'".unicodeScalars))
  }
}
