// Empty on purpose: this target only carries the flags of the library.
