#include "internal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static fault_machine *machines;

fault_machine *machine_of_path(const char *path) {
  if (!path) return NULL;
  for (fault_machine *machine = machines; machine; machine = machine->next) {
    if (strncmp(path, machine->folder, machine->folder_length) == 0 && path[machine->folder_length] == '/') {
      return machine;
    }
  }
  return NULL;
}

fault_machine *fault_machine_new(const char *folder) {
  fault_machine *machine = calloc(1, sizeof *machine);
  char *name = strdup(folder);
  if (!machine || !name) {
    free(machine);
    free(name);
    return NULL;
  }
  machine->folder = name;
  machine->folder_length = strlen(name);
  machine->references = 1;
  machine->space_limit = -1;
  disk_enter();
  machine->next = machines;
  machines = machine;
  disk_leave();
  return machine;
}

void fault_machine_release(fault_machine *machine) {
  disk_enter();
  for (fault_machine **link = &machines; *link; link = &(*link)->next) {
    if (*link == machine) {
      *link = machine->next;
      break;
    }
  }
  machine_unreference(machine);
  disk_leave();
}

static void drop_plans(fault_machine *machine) {
  while (machine->plans) {
    struct plan *next = machine->plans->next;
    free(machine->plans);
    machine->plans = next;
  }
  machine->crash_operation = 0;
}

void machine_unreference(fault_machine *machine) {
  if (--machine->references > 0) return;
  machine_forget_files(machine);
  drop_plans(machine);
  free(machine->folder);
  free(machine);
}

// MARK: Plans

uint64_t fault_machine_operations(fault_machine *machine) {
  disk_enter();
  uint64_t operations = machine->operations;
  disk_leave();
  return operations;
}

uint64_t fault_machine_unsynced(fault_machine *machine) {
  uint64_t count = 0;
  disk_enter();
  for (struct node *node = machine->nodes; node; node = node->next) {
    for (struct change *change = node->journal.first; change; change = change->next) {
      if (change->fate != FATE_DURABLE) count++;
    }
  }
  disk_leave();
  return count;
}

void fault_machine_crash_at(fault_machine *machine, uint64_t operation, int64_t kept) {
  disk_enter();
  machine->crash_operation = operation;
  machine->crash_kept = kept;
  if (operation <= machine->operations) machine->is_dead = 1;
  disk_leave();
}

int fault_machine_is_dead(fault_machine *machine) {
  disk_enter();
  int is_dead = machine->is_dead;
  disk_leave();
  return is_dead;
}

void fault_machine_fail(
    fault_machine *machine, int code, uint64_t operation, int forever, unsigned kinds) {
  struct plan *plan = calloc(1, sizeof *plan);
  if (!plan) return;
  plan->code = code;
  plan->operation = operation;
  plan->is_forever = forever;
  plan->kinds = kinds;
  disk_enter();
  plan->next = machine->plans;
  machine->plans = plan;
  disk_leave();
}

void fault_machine_heal(fault_machine *machine) {
  disk_enter();
  drop_plans(machine);
  disk_leave();
}

void fault_machine_limit_space(fault_machine *machine, int64_t bytes) {
  disk_enter();
  machine->space_limit = bytes;
  disk_leave();
}

static int detailed(int code, unsigned kind) {
  if (code != SQLITE_IOERR) return code;
  switch (kind) {
    case FAULT_KIND_WRITE: return SQLITE_IOERR_WRITE;
    case FAULT_KIND_SYNC: return SQLITE_IOERR_FSYNC;
    case FAULT_KIND_TRUNCATE: return SQLITE_IOERR_TRUNCATE;
    case FAULT_KIND_DELETE: return SQLITE_IOERR_DELETE;
    case FAULT_KIND_READ: return SQLITE_IOERR_READ;
    default: return SQLITE_IOERR;
  }
}

int machine_admit(
    fault_machine *machine, uint64_t incarnation, unsigned kind, int is_mutating, int64_t *kept) {
  if (kept) *kept = 0;
  if (!machine) return SQLITE_OK;
  if (machine->is_dead || machine->incarnation != incarnation) return detailed(SQLITE_IOERR, kind);
  if (is_mutating) machine->operations++;
  if (is_mutating && machine->crash_operation && machine->operations >= machine->crash_operation) {
    machine->is_dead = 1;
    if (kept) *kept = machine->crash_kept;
    return detailed(SQLITE_IOERR, kind);
  }
  for (struct plan *plan = machine->plans; plan; plan = plan->next) {
    if (plan->is_spent || machine->operations < plan->operation || !(plan->kinds & kind)) continue;
    if (!plan->is_forever) plan->is_spent = 1;
    return detailed(plan->code, kind);
  }
  return SQLITE_OK;
}

int machine_has_room(fault_machine *machine, int64_t growth) {
  if (machine->space_limit < 0 || growth <= 0) return 1;
  char **paths = folder_paths(machine->folder);
  if (!paths) return 1;
  int64_t sum = growth;
  struct stat about;
  for (char **path = paths; *path; path++) {
    // Shared memory is a file on some platforms and not on others.
    if (!has_suffix(*path, "-shm") && stat(*path, &about) == 0) sum += about.st_size;
  }
  paths_free(paths);
  return sum <= machine->space_limit;
}
