// What SQLite does with an open file: each call is admitted, noted and handed on.
#include "internal.h"

#include <string.h>

static struct disk_file *of(sqlite3_file *file) { return (struct disk_file *)file; }

/// Whether a call that changes nothing may go on; needs no lock held.
static int admit_look(struct disk_file *file, unsigned kind) {
  if (!file->machine) return SQLITE_OK;
  disk_enter();
  int code = machine_admit(file->machine, file->incarnation, kind, 0, NULL);
  disk_leave();
  return code;
}

/// Whether the handle belongs to a process that died.
static int is_stale(struct disk_file *file) {
  if (!file->machine) return 0;
  disk_enter();
  int is_stale = file->machine->is_dead || file->machine->incarnation != file->incarnation;
  disk_leave();
  return is_stale;
}

static int file_close(sqlite3_file *handle) {
  struct disk_file *file = of(handle);
  int code = file->real->pMethods ? file->real->pMethods->xClose(file->real) : SQLITE_OK;
  disk_enter();
  if (file->machine) {
    int is_current = file->machine->incarnation == file->incarnation;
    if (is_current && file->node) machine_close_node(file->machine, file->node);
    machine_unreference(file->machine);
  }
  disk_leave();
  return code;
}

static int file_read(sqlite3_file *handle, void *bytes, int length, sqlite3_int64 offset) {
  struct disk_file *file = of(handle);
  int code = admit_look(file, FAULT_KIND_READ);
  if (code != SQLITE_OK) return code;
  return file->real->pMethods->xRead(file->real, bytes, length, offset);
}

/// Notes what a write or truncation takes away; the new bytes are for the caller to fill in.
static struct change *note(struct disk_file *file, int64_t offset, int64_t length, int64_t size) {
  sqlite3_file *real = file->real;
  int64_t old_length = size > offset ? size - offset : 0;
  if (length >= 0 && old_length > length) old_length = length;
  struct change *change = journal_add(&file->node->journal, offset, old_length, length < 0 ? 0 : length);
  if (!change) return NULL;
  change->old_size = size;
  change->kept_to = change->new_length;
  for (int64_t done = 0; done < old_length;) {
    int64_t part = old_length - done > (1 << 20) ? 1 << 20 : old_length - done;
    real->pMethods->xRead(real, change->old_bytes + done, (int)part, offset + done);
    done += part;
  }
  return change;
}

/// Writes with the lock held, noting what it takes to undo it.
static int write_noting(struct disk_file *file, const void *bytes, int length, sqlite3_int64 offset) {
  sqlite3_file *real = file->real;
  sqlite3_int64 size = 0;
  int code = real->pMethods->xFileSize(real, &size);
  if (code != SQLITE_OK || length <= 0) return code;
  if (!machine_has_room(file->machine, offset + length - size)) return SQLITE_FULL;
  if (file->node) {
    struct change *change = note(file, offset, length, size);
    if (!change) return SQLITE_IOERR_NOMEM;
    change->new_size = offset + length > size ? offset + length : size;
    memcpy(change->new_bytes, bytes, (size_t)length);
  }
  return real->pMethods->xWrite(real, bytes, length, offset);
}

static int file_write(sqlite3_file *handle, const void *bytes, int length, sqlite3_int64 offset) {
  struct disk_file *file = of(handle);
  if (!file->machine) return file->real->pMethods->xWrite(file->real, bytes, length, offset);
  disk_enter();
  int64_t kept = 0;
  int code = machine_admit(file->machine, file->incarnation, FAULT_KIND_WRITE, 1, &kept);
  if (code == SQLITE_OK) {
    code = write_noting(file, bytes, length, offset);
  } else if (kept > 0) {
    write_noting(file, bytes, kept < length ? (int)kept : length, offset);
  }
  disk_leave();
  return code;
}

static int file_truncate(sqlite3_file *handle, sqlite3_int64 size) {
  struct disk_file *file = of(handle);
  sqlite3_file *real = file->real;
  if (!file->machine) return real->pMethods->xTruncate(real, size);
  disk_enter();
  int code = machine_admit(file->machine, file->incarnation, FAULT_KIND_TRUNCATE, 1, NULL);
  sqlite3_int64 old_size = 0;
  if (code == SQLITE_OK) code = real->pMethods->xFileSize(real, &old_size);
  if (code == SQLITE_OK && file->node) {
    struct change *change = note(file, size, -1, old_size);
    if (change) {
      change->is_truncation = 1;
      change->new_size = size;
    } else {
      code = SQLITE_IOERR_NOMEM;
    }
  }
  if (code == SQLITE_OK) code = real->pMethods->xTruncate(real, size);
  disk_leave();
  return code;
}

static int file_sync(sqlite3_file *handle, int flags) {
  struct disk_file *file = of(handle);
  if (!file->machine) return file->real->pMethods->xSync(file->real, flags);
  disk_enter();
  int is_current = file->machine->incarnation == file->incarnation;
  int code = machine_admit(file->machine, file->incarnation, FAULT_KIND_SYNC, 1, NULL);
  if (code == SQLITE_OK && file->node) {
    // The memory of this process is the disk that a power cut spares, so nothing real needs to be synced.
    journal_synced(&file->node->journal);
    // The first sync of a new log or journal syncs its folder too.
    if (file->node->is_fresh) machine_forget_graves(file->machine);
    file->node->is_fresh = 0;
  } else if (is_current && !file->machine->is_dead && file->node) {
    journal_sync_failed(&file->node->journal);
  }
  disk_leave();
  return code;
}

static int file_size(sqlite3_file *handle, sqlite3_int64 *size) {
  struct disk_file *file = of(handle);
  if (is_stale(file)) return SQLITE_IOERR_FSTAT;
  return file->real->pMethods->xFileSize(file->real, size);
}

// MARK: Locks. The dead may let go of what they hold, and take nothing.

static int file_lock(sqlite3_file *handle, int level) {
  struct disk_file *file = of(handle);
  if (is_stale(file)) return SQLITE_IOERR_LOCK;
  return file->real->pMethods->xLock(file->real, level);
}

static int file_unlock(sqlite3_file *handle, int level) {
  struct disk_file *file = of(handle);
  return file->real->pMethods->xUnlock(file->real, level);
}

static int file_check_reserved_lock(sqlite3_file *handle, int *result) {
  struct disk_file *file = of(handle);
  if (is_stale(file)) return SQLITE_IOERR_CHECKRESERVEDLOCK;
  return file->real->pMethods->xCheckReservedLock(file->real, result);
}

static int file_control(sqlite3_file *handle, int operation, void *argument) {
  struct disk_file *file = of(handle);
  if (file->machine && operation == SQLITE_FCNTL_MMAP_SIZE) return SQLITE_NOTFOUND;
  return file->real->pMethods->xFileControl(file->real, operation, argument);
}

static int file_sector_size(sqlite3_file *handle) {
  struct disk_file *file = of(handle);
  return file->real->pMethods->xSectorSize(file->real);
}

static int file_characteristics(sqlite3_file *handle) {
  struct disk_file *file = of(handle);
  // Nothing that is written here is atomic, whatever the platform's disk can do.
  return file->real->pMethods->xDeviceCharacteristics(file->real) & SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

// MARK: Shared memory

static int file_shm_map(sqlite3_file *handle, int region, int size, int extends, void volatile **memory) {
  struct disk_file *file = of(handle);
  if (is_stale(file)) return SQLITE_IOERR_SHMMAP;
  return file->real->pMethods->xShmMap(file->real, region, size, extends, memory);
}

static int file_shm_lock(sqlite3_file *handle, int offset, int count, int flags) {
  struct disk_file *file = of(handle);
  if (is_stale(file) && (flags & SQLITE_SHM_LOCK)) return SQLITE_IOERR_SHMLOCK;
  return file->real->pMethods->xShmLock(file->real, offset, count, flags);
}

static void file_shm_barrier(sqlite3_file *handle) {
  struct disk_file *file = of(handle);
  file->real->pMethods->xShmBarrier(file->real);
}

static int file_shm_unmap(sqlite3_file *handle, int deletes) {
  struct disk_file *file = of(handle);
  // It goes by name, and the name may be a living connection's by now.
  return file->real->pMethods->xShmUnmap(file->real, deletes && !is_stale(file));
}

const sqlite3_io_methods file_methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_check_reserved_lock,
    .xFileControl = file_control,
    .xSectorSize = file_sector_size,
    .xDeviceCharacteristics = file_characteristics,
    .xShmMap = file_shm_map,
    .xShmLock = file_shm_lock,
    .xShmBarrier = file_shm_barrier,
    .xShmUnmap = file_shm_unmap,
};
