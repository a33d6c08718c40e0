/** A trace of the methods of OBDio that a value passes through. */
@NullMarked
package io.obdio.bench.trace;

import org.jspecify.annotations.NullMarked;
