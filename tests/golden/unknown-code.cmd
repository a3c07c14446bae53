explain OSD-55
