// What a power cut leaves of each file.
//
// Real file systems differ: ext4 with ordered data writes file data in any order between two syncs and names in order;
// others may bring back a deleted file until its folder is synced, or lose a new one. Modelled are: any subset of the
// unsynced writes of a file, a write torn between sectors, files that come back, and logs whose name was never durable.
// Not modelled are renames and links, which SQLite does not do.
#include "internal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SECTOR_BYTES = 512 };

struct cut {
  int survival;
  double fraction;
  uint64_t seed;
  /// Where what survives goes; NULL for its own place.
  const char *target;
};

/// The chance of one file: the same whatever other files there are.
static uint64_t random_of(const struct cut *cut, const fault_machine *machine, const char *path) {
  uint64_t state = cut->seed;
  for (const char *byte = path + machine->folder_length; *byte; byte++) state = (state ^ (uint64_t)*byte) * 1099511628211u;
  return state;
}

/// How likely a change of this file survives, or the part that does.
static double share(const struct cut *cut, uint64_t *random) {
  switch (cut->survival) {
    case FAULT_SURVIVAL_ALL: return 1;
    case FAULT_SURVIVAL_NONE: return 0;
    case FAULT_SURVIVAL_PREFIX: return cut->fraction >= 0 ? cut->fraction : random_fraction(random);
    default: return random_fraction(random);
  }
}

static void choose(const struct cut *cut, struct journal *journal, uint64_t *random) {
  uint64_t count = 0, index = 0;
  for (struct change *change = journal->first; change; change = change->next) count += change->fate != FATE_DURABLE;
  double part = share(cut, random);
  uint64_t prefix = (uint64_t)(part * (double)count + 0.5);
  for (struct change *change = journal->first; change; change = change->next) {
    change->kept_from = 0;
    change->kept_to = change->new_length;
    change->is_kept = 1;
    if (change->fate == FATE_DURABLE || cut->survival == FAULT_SURVIVAL_ALL) continue;
    if (cut->survival == FAULT_SURVIVAL_NONE || cut->survival == FAULT_SURVIVAL_PREFIX) {
      change->is_kept = index++ < prefix;
    } else {
      change->is_kept = random_fraction(random) < part;
    }
  }
}

/// The sector boundaries within a write at which it can tear.
static int64_t boundaries(const struct change *change) {
  if (!change->is_kept || change->is_truncation || change->fate == FATE_DURABLE || change->new_length == 0) return 0;
  return (change->offset + change->new_length - 1) / SECTOR_BYTES - change->offset / SECTOR_BYTES;
}

/// Tears one kept write of the machine, if any is longer than a sector.
static void tear(fault_machine *machine, uint64_t seed) {
  int64_t count = 0;
  for (struct node *node = machine->nodes; node; node = node->next) {
    for (struct change *change = node->journal.first; change; change = change->next) count += boundaries(change) > 0;
  }
  if (count == 0) return;
  uint64_t random = seed ^ 0x7EA7;
  int64_t chosen = (int64_t)(random_next(&random) % (uint64_t)count);
  for (struct node *node = machine->nodes; node; node = node->next) {
    for (struct change *change = node->journal.first; change; change = change->next) {
      int64_t places = boundaries(change);
      if (places == 0 || chosen-- != 0) continue;
      int64_t sector = change->offset / SECTOR_BYTES + 1 + (int64_t)(random_next(&random) % (uint64_t)places);
      int64_t place = sector * SECTOR_BYTES - change->offset;
      // A disk writes the sectors of one request in any order.
      if (random_next(&random) & 1) {
        change->kept_to = place;
      } else {
        change->kept_from = place;
      }
    }
  }
}

/// The name under which a file survives, with an ending for its draft.
static char *destination(const fault_machine *machine, const struct cut *cut, const char *path, const char *ending) {
  const char *folder = cut->target ? cut->target : machine->folder;
  const char *name = path + machine->folder_length;
  size_t length = strlen(folder) + strlen(name) + strlen(ending) + 1;
  char *result = malloc(length);
  if (result) snprintf(result, length, "%s%s%s", folder, name, ending);
  return result;
}

/// Puts bytes under a name, in a new file: handles and locks of the dead stay with the old one.
static int replace(
    const fault_machine *machine, const struct cut *cut, const struct image *image, const char *path, mode_t mode) {
  char *name = destination(machine, cut, path, "");
  char *draft = destination(machine, cut, path, ".survivor");
  int code = name && draft ? image_write(image, draft, mode) : ENOMEM;
  if (code == 0 && rename(draft, name) != 0) code = errno;
  free(draft);
  free(name);
  return code;
}

static int drop(const struct cut *cut, const char *path) {
  if (cut->target) return 0;
  return unlink(path) == 0 ? 0 : errno;
}

static struct node *node_of(fault_machine *machine, const struct stat *about) {
  for (struct node *node = machine->nodes; node; node = node->next) {
    if (node->inode == about->st_ino && node->device == about->st_dev) return node;
  }
  return NULL;
}

static int settle_file(fault_machine *machine, const struct cut *cut, const char *path) {
  struct stat about;
  if (has_suffix(path, "-shm")) return drop(cut, path);
  if (stat(path, &about) != 0) return errno;
  struct image image = {0};
  int code = image_read(&image, path);
  struct node *node = node_of(machine, &about);
  if (code == 0 && node && !journal_replay(&node->journal, &image)) code = ENOMEM;
  int is_gone = cut->survival != FAULT_SURVIVAL_ALL && node && node->is_fresh && image.size == 0;
  if (code == 0) {
    code = is_gone ? drop(cut, path) : replace(machine, cut, &image, path, about.st_mode);
  }
  // What the dead had not synced still is not: it is found under the new file.
  if (code == 0 && !cut->target && node && stat(path, &about) == 0) node->inode = about.st_ino;
  free(image.bytes);
  return code;
}

static int raise_grave(fault_machine *machine, const struct cut *cut, struct grave *grave) {
  uint64_t random = random_of(cut, machine, grave->path) ^ 0x61A7E;
  choose(cut, &grave->journal, &random);
  int comes_back = cut->survival != FAULT_SURVIVAL_ALL && random_fraction(&random) >= share(cut, &random);
  if (!comes_back || access(grave->path, F_OK) == 0) return 0;
  struct image image = {0};
  if (!image_resize(&image, grave->size)) return ENOMEM;
  if (grave->size > 0) memcpy(image.bytes, grave->bytes, (size_t)grave->size);
  int code = journal_replay(&grave->journal, &image) ? replace(machine, cut, &image, grave->path, 0600) : ENOMEM;
  free(image.bytes);
  return code;
}

static void choose_all(fault_machine *machine, const struct cut *cut, char **paths) {
  struct stat about;
  for (char **path = paths; *path; path++) {
    struct node *node = stat(*path, &about) == 0 ? node_of(machine, &about) : NULL;
    if (!node) continue;
    uint64_t random = random_of(cut, machine, *path);
    choose(cut, &node->journal, &random);
  }
}

static int settle(fault_machine *machine, const struct cut *cut) {
  char **paths = folder_paths(machine->folder);
  if (!paths) return ENOENT;
  choose_all(machine, cut, paths);
  if (cut->survival == FAULT_SURVIVAL_TORN) tear(machine, cut->seed);
  int code = 0;
  for (struct grave *grave = machine->graves; grave && code == 0; grave = grave->next) {
    code = raise_grave(machine, cut, grave);
  }
  for (char **path = paths; *path && code == 0; path++) code = settle_file(machine, cut, *path);
  paths_free(paths);
  return code;
}

int fault_machine_restart(fault_machine *machine, int survival, double fraction, uint64_t seed) {
  struct cut cut = {survival, fraction, seed, NULL};
  fault_machine_heal(machine);
  disk_enter();
  int code = settle(machine, &cut);
  if (survival == FAULT_SURVIVAL_ALL) {
    machine_close_all(machine);
  } else {
    machine_forget_files(machine);
  }
  machine->incarnation++;
  machine->is_dead = 0;
  disk_leave();
  return code;
}

void fault_machine_settle(fault_machine *machine) {
  disk_enter();
  machine_forget_files(machine);
  machine->incarnation++;
  disk_leave();
}

int fault_machine_copy_survivors(
    fault_machine *machine, const char *folder, int survival, double fraction, uint64_t seed) {
  struct cut cut = {survival, fraction, seed, folder};
  disk_enter();
  int code = settle(machine, &cut);
  disk_leave();
  return code;
}
