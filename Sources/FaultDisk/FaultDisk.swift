import CFaultDisk
