/** A scripted vehicle for the tests of programs that use this library. */
@NullMarked
package io.obdio.core.testing;

import org.jspecify.annotations.NullMarked;
