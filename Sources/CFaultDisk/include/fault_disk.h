#ifndef FAULT_DISK_H
#define FAULT_DISK_H

int fault_disk_install(void);

#endif
