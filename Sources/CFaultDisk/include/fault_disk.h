/// A SQLite file system over the platform's own that can lose what was not synced, fail, and fill up.
///
/// A *machine* is a folder. Calls on files outside of all machines pass straight through. All functions may be called
/// from any thread.
#ifndef FAULT_DISK_H
#define FAULT_DISK_H

#include <stdint.h>

typedef struct fault_machine fault_machine;

/// What a call does; the bits of a fault plan's `kinds`.
enum {
  FAULT_KIND_WRITE = 1,
  FAULT_KIND_SYNC = 2,
  FAULT_KIND_TRUNCATE = 4,
  FAULT_KIND_OPEN = 8,
  FAULT_KIND_DELETE = 16,
  FAULT_KIND_READ = 32,
};

/// What survives of writes that were not synced.
enum {
  FAULT_SURVIVAL_ALL = 0,
  FAULT_SURVIVAL_NONE = 1,
  FAULT_SURVIVAL_PREFIX = 2,
  FAULT_SURVIVAL_SUBSET = 3,
  FAULT_SURVIVAL_TORN = 4,
};

/// Makes this the default file system of SQLite in this process. An SQLite result code.
int fault_disk_install(void);

/// From now on SQLite's own randomness follows from the seed.
void fault_disk_set_random_seed(uint64_t seed);

/// SQLite's randomness is the platform's again.
void fault_disk_use_real_randomness(void);

/// From now on SQLite's clock, on this thread, stands at this time, and its waiting moves the clock and takes no time.
/// Milliseconds since 1970 UTC.
void fault_disk_set_time(int64_t milliseconds);

/// SQLite's clock, on this thread, is the platform's again.
void fault_disk_use_real_time(void);

/// Registers a folder, given by its real path. NULL without memory.
fault_machine *fault_machine_new(const char *folder);
/// Forgets the folder. Files that are open stay as they are until they are closed.
void fault_machine_release(fault_machine *machine);

/// How many mutating calls there were.
uint64_t fault_machine_operations(fault_machine *machine);
/// How many writes and truncations the next power cut may take back.
uint64_t fault_machine_unsynced(fault_machine *machine);

/// The call with this number and all later ones fail. If it is a write, its first `kept` bytes are written.
void fault_machine_crash_at(fault_machine *machine, uint64_t operation, int64_t kept);
int fault_machine_is_dead(fault_machine *machine);

/// The first call of these kinds from this operation on gets the result code, or all of them do.
void fault_machine_fail(
    fault_machine *machine, int code, uint64_t operation, int forever, unsigned kinds);
/// Drops all plans of faults and crashes. What is dead stays so.
void fault_machine_heal(fault_machine *machine);
/// No file may grow once all files together have this size; a negative number takes the limit away.
void fault_machine_limit_space(fault_machine *machine, int64_t bytes);

/// Brings the files to what survived and revives the machine; handles from before go on failing.
/// `fraction` is the part that a prefix keeps; a negative one is drawn for each file. 0, or an errno.
int fault_machine_restart(fault_machine *machine, int survival, double fraction, uint64_t seed);

/// What lies in the folder now is there for good: somebody laid it there who synced it. Handles from before go on failing.
void fault_machine_settle(fault_machine *machine);

/// Writes what would survive into another folder; the machine stays as it is. 0, or an errno.
int fault_machine_copy_survivors(
    fault_machine *machine, const char *folder, int survival, double fraction, uint64_t seed);

#endif
