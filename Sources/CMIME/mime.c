#include "CMIME.h"
