#include "fault_disk.h"
#include <sqlite3.h>

int fault_disk_install(void) { return SQLITE_OK; }
