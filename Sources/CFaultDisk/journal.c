#include "internal.h"

#include <stdlib.h>
#include <string.h>

struct change *journal_add(struct journal *journal, int64_t offset, int64_t old_length, int64_t new_length) {
  struct change *change = calloc(1, sizeof *change + (size_t)(old_length + new_length));
  if (!change) return NULL;
  change->offset = offset;
  change->old_length = old_length;
  change->new_length = new_length;
  change->old_bytes = (unsigned char *)(change + 1);
  change->new_bytes = change->old_bytes + old_length;
  if (journal->last) {
    journal->last->next = change;
  } else {
    journal->first = change;
  }
  journal->last = change;
  return change;
}

void journal_clear(struct journal *journal) {
  for (struct change *change = journal->first; change;) {
    struct change *next = change->next;
    free(change);
    change = next;
  }
  journal->first = journal->last = NULL;
}

void journal_synced(struct journal *journal) {
  int has_dropped = 0;
  for (struct change *change = journal->first; change; change = change->next) {
    if (change->fate == FATE_PENDING) change->fate = FATE_DURABLE;
    if (change->fate == FATE_DROPPED) has_dropped = 1;
  }
  // Later writes over dropped ones must outlive them, so all stay known as long as any is dropped.
  if (!has_dropped) journal_clear(journal);
}

void journal_sync_failed(struct journal *journal) {
  for (struct change *change = journal->first; change; change = change->next) {
    if (change->fate == FATE_PENDING) change->fate = FATE_DROPPED;
  }
}

static int undo(struct image *image, const struct change *change) {
  if (!image_resize(image, change->old_size)) return 0;
  int64_t length = change->old_length;
  if (length > 0) memcpy(image->bytes + change->offset, change->old_bytes, (size_t)length);
  return 1;
}

static int redo(struct image *image, const struct change *change) {
  if (change->is_truncation) return image_resize(image, change->new_size);
  int64_t length = change->kept_to - change->kept_from;
  if (length <= 0) return 1;
  int64_t end = change->offset + change->kept_to;
  if (end > image->size && !image_resize(image, end)) return 0;
  memcpy(image->bytes + change->offset + change->kept_from, change->new_bytes + change->kept_from, (size_t)length);
  return 1;
}

int journal_replay(const struct journal *journal, struct image *image) {
  size_t count = 0;
  for (struct change *change = journal->first; change; change = change->next) count++;
  if (count == 0) return 1;
  struct change **order = malloc(count * sizeof *order);
  if (!order) return 0;
  count = 0;
  for (struct change *change = journal->first; change; change = change->next) order[count++] = change;
  int is_done = 1;
  for (size_t index = count; index > 0 && is_done; index--) is_done = undo(image, order[index - 1]);
  for (size_t index = 0; index < count && is_done; index++) {
    if (order[index]->is_kept) is_done = redo(image, order[index]);
  }
  free(order);
  return is_done;
}
