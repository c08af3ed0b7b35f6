#ifndef CMIME_H
#define CMIME_H

#include <stddef.h>
#include <stdint.h>

#endif
