#ifndef CZIP_H
#define CZIP_H

#include <stddef.h>
#include <stdint.h>

#endif
