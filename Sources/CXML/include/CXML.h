#ifndef CXML_H
#define CXML_H

#include <stddef.h>
#include <stdint.h>

#endif
