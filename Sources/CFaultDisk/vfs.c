// The file system as SQLite sees it: names, and what is not a file.
#include "internal.h"

#include <pthread.h>
#include <string.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static sqlite3_vfs *real;
static sqlite3_vfs disk;
static int has_seed;
static uint64_t random_state;
static _Thread_local int has_time;
static _Thread_local int64_t time_now;

void disk_enter(void) { pthread_mutex_lock(&lock); }
void disk_leave(void) { pthread_mutex_unlock(&lock); }

// MARK: Names

static int disk_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *handle, int flags, int *out_flags) {
  (void)vfs;
  struct disk_file *file = (struct disk_file *)handle;
  memset(file, 0, sizeof *file);
  file->real = (sqlite3_file *)(file + 1);
  disk_enter();
  fault_machine *machine = machine_of_path(name);
  int creates = machine && (flags & SQLITE_OPEN_CREATE) && access(name, F_OK) != 0;
  int code = machine ? machine_admit(machine, machine->incarnation, FAULT_KIND_OPEN, creates, NULL) : SQLITE_OK;
  if (code == SQLITE_OK) code = real->xOpen(real, name, file->real, flags, out_flags);
  if (code == SQLITE_OK) {
    file->base.pMethods = &file_methods;
    if (machine) {
      machine->references++;
      file->machine = machine;
      file->incarnation = machine->incarnation;
      file->node = machine_node(machine, name);
    }
    if (file->node) file->node->handles++;
    if (creates) machine_forget_grave(machine, name);
    if (creates && file->node) {
      // A new file can get the inode of one that others removed.
      journal_clear(&file->node->journal);
      file->node->is_fresh = (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL)) != 0;
    }
  }
  disk_leave();
  return code;
}

static int disk_delete(sqlite3_vfs *vfs, const char *name, int syncs_folder) {
  (void)vfs;
  disk_enter();
  fault_machine *machine = machine_of_path(name);
  int code = SQLITE_OK;
  if (machine) code = machine_admit(machine, machine->incarnation, FAULT_KIND_DELETE, 1, NULL);
  if (machine && code == SQLITE_OK && access(name, F_OK) == 0) {
    struct node *node = machine_node(machine, name);
    // A file whose own name was not durable cannot come back.
    if (node && !node->is_fresh && !syncs_folder) machine_bury(machine, name);
    if (node) machine_forget_node(machine, node);
    if (syncs_folder) machine_forget_graves(machine);
  }
  if (code == SQLITE_OK) code = real->xDelete(real, name, machine ? 0 : syncs_folder);
  disk_leave();
  return code;
}

static int disk_access(sqlite3_vfs *vfs, const char *name, int flags, int *result) {
  (void)vfs;
  disk_enter();
  fault_machine *machine = machine_of_path(name);
  int is_dead = machine && machine->is_dead;
  disk_leave();
  if (is_dead) return SQLITE_IOERR_ACCESS;
  return real->xAccess(real, name, flags, result);
}

static int disk_full_name(sqlite3_vfs *vfs, const char *name, int length, char *out) {
  (void)vfs;
  return real->xFullPathname(real, name, length, out);
}

// MARK: Chance and time

static int disk_randomness(sqlite3_vfs *vfs, int length, char *out) {
  (void)vfs;
  disk_enter();
  int is_seeded = has_seed;
  for (int index = 0; is_seeded && index < length; index++) out[index] = (char)random_next(&random_state);
  disk_leave();
  return is_seeded ? length : real->xRandomness(real, length, out);
}

static int disk_sleep(sqlite3_vfs *vfs, int microseconds) {
  (void)vfs;
  if (!has_time) return real->xSleep(real, microseconds);
  time_now += microseconds / 1000;
  return microseconds;
}

static int disk_time_int64(sqlite3_vfs *vfs, sqlite3_int64 *out) {
  (void)vfs;
  if (!has_time) return real->xCurrentTimeInt64(real, out);
  // SQLite counts milliseconds of Julian days; 1970 began at day 2440587.5.
  *out = 210866760000000 + time_now;
  return SQLITE_OK;
}

static int disk_time(sqlite3_vfs *vfs, double *out) {
  sqlite3_int64 milliseconds = 0;
  int code = disk_time_int64(vfs, &milliseconds);
  *out = (double)milliseconds / 86400000.0;
  return code;
}

static int disk_last_error(sqlite3_vfs *vfs, int length, char *out) {
  (void)vfs;
  return real->xGetLastError(real, length, out);
}

void fault_disk_set_random_seed(uint64_t seed) {
  disk_enter();
  has_seed = 1;
  random_state = seed;
  disk_leave();
  // SQLite draws from its own generator; without bytes to fill it forgets its state and asks us for a new one.
  sqlite3_randomness(0, NULL);
}

void fault_disk_use_real_randomness(void) {
  disk_enter();
  has_seed = 0;
  disk_leave();
  sqlite3_randomness(0, NULL);
}

void fault_disk_set_time(int64_t milliseconds) {
  has_time = 1;
  time_now = milliseconds;
}

void fault_disk_use_real_time(void) { has_time = 0; }

// MARK: Installing

int fault_disk_install(void) {
  // Nobody asks a test's SQLite how much memory it uses, and counting takes a lock at each allocation. Refused, without
  // harm, when SQLite is in use already.
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  int code = sqlite3_initialize();
  if (code != SQLITE_OK) return code;
  disk_enter();
  if (!real) {
    real = sqlite3_vfs_find(NULL);
    if (!real || real->iVersion < 2) {
      real = NULL;
      disk_leave();
      return SQLITE_ERROR;
    }
    disk.iVersion = 2;
    disk.szOsFile = (int)sizeof(struct disk_file) + real->szOsFile;
    disk.mxPathname = real->mxPathname;
    disk.zName = "fault-disk";
    disk.xOpen = disk_open;
    disk.xDelete = disk_delete;
    disk.xAccess = disk_access;
    disk.xFullPathname = disk_full_name;
    disk.xDlOpen = real->xDlOpen;
    disk.xDlError = real->xDlError;
    disk.xDlSym = real->xDlSym;
    disk.xDlClose = real->xDlClose;
    disk.xRandomness = disk_randomness;
    disk.xSleep = disk_sleep;
    disk.xCurrentTime = disk_time;
    disk.xCurrentTimeInt64 = disk_time_int64;
    disk.xGetLastError = disk_last_error;
  }
  disk_leave();
  return sqlite3_vfs_register(&disk, 1);
}
