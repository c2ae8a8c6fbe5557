// The parts of the fault disk, and what they share. Everything here is called with the lock held.
#ifndef FAULT_DISK_INTERNAL_H
#define FAULT_DISK_INTERNAL_H

#include "fault_disk.h"

#include <sqlite3.h>
#include <stddef.h>
#include <sys/types.h>

/// What a failed sync leaves behind: the kernel may drop the pages, call them clean, and report success the next time.
enum fate { FATE_PENDING, FATE_DURABLE, FATE_DROPPED };

/// A write or a truncation since the last sync of its file, with what takes it back.
struct change {
  struct change *next;
  int64_t offset;
  int64_t old_size, new_size;
  int64_t old_length, new_length;
  unsigned char *old_bytes, *new_bytes;
  int is_truncation;
  enum fate fate;
  // Decided by a power cut: whether it survives, and if torn, which bytes of it.
  int is_kept;
  int64_t kept_from, kept_to;
};

/// The changes of one file, oldest first.
struct journal {
  struct change *first, *last;
};

/// A file of a machine, known by its inode so that it is found again after others rename it.
struct node {
  struct node *next;
  dev_t device;
  ino_t inode;
  struct journal journal;
  int handles;
  /// It was made through the shim and never synced, so that its name may be gone after a power cut.
  int is_fresh;
};

/// A file that was deleted without a sync of its folder: a power cut may bring it back.
struct grave {
  struct grave *next;
  char *path;
  unsigned char *bytes;
  int64_t size;
  struct journal journal;
};

struct plan {
  struct plan *next;
  int code;
  uint64_t operation;
  int is_forever, is_spent;
  unsigned kinds;
};

struct fault_machine {
  struct fault_machine *next;
  char *folder;
  size_t folder_length;
  int references;
  uint64_t incarnation;
  uint64_t operations;
  uint64_t crash_operation;
  int64_t crash_kept;
  int is_dead;
  int64_t space_limit;
  struct plan *plans;
  struct node *nodes;
  struct grave *graves;
};

/// The bytes of a file in memory.
struct image {
  unsigned char *bytes;
  int64_t size, capacity;
};

void disk_enter(void);
void disk_leave(void);

// machine.c, nodes.c
fault_machine *machine_of_path(const char *path);
void machine_unreference(fault_machine *machine);
/// Whether a call may go on: SQLITE_OK or what it fails with. `kept` says how much of a write is done all the same.
int machine_admit(
    fault_machine *machine, uint64_t incarnation, unsigned kind, int is_mutating, int64_t *kept);
int machine_has_room(fault_machine *machine, int64_t growth);
struct node *machine_node(fault_machine *machine, const char *path);
void machine_close_node(fault_machine *machine, struct node *node);
/// All handles go with their process; what it wrote and never synced stays known.
void machine_close_all(fault_machine *machine);
void machine_forget_node(fault_machine *machine, struct node *node);
void machine_bury(fault_machine *machine, const char *path);
void machine_forget_grave(fault_machine *machine, const char *path);
void machine_forget_graves(fault_machine *machine);
void machine_forget_files(fault_machine *machine);

// journal.c
struct change *journal_add(struct journal *journal, int64_t offset, int64_t old_length, int64_t new_length);
void journal_clear(struct journal *journal);
void journal_synced(struct journal *journal);
void journal_sync_failed(struct journal *journal);
/// Takes all changes back and makes the kept ones again. 0 without memory.
int journal_replay(const struct journal *journal, struct image *image);

// image.c
int image_read(struct image *image, const char *path);
int image_write(const struct image *image, const char *path, mode_t mode);
int image_resize(struct image *image, int64_t size);

// folder.c
/// The files below a folder, sorted; freed by `paths_free`. NULL without memory or folder.
char **folder_paths(const char *folder);
void paths_free(char **paths);
int has_suffix(const char *text, const char *suffix);

// random.c
uint64_t random_next(uint64_t *state);
double random_fraction(uint64_t *state);

// file.c
extern const sqlite3_io_methods file_methods;

/// An open file; the platform's own follows it in memory.
struct disk_file {
  sqlite3_file base;
  sqlite3_file *real;
  fault_machine *machine;
  uint64_t incarnation;
  struct node *node;
};

#endif
