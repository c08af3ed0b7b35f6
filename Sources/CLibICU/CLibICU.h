// Empty on purpose. This target only carries the flags of libicu-dev; a Swift module over ICU's
// own headers could not be used beside Foundation, which brings another copy of them.
