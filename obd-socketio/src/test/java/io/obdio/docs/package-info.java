/** The programs in the documentation, compiled and run. */
@NullMarked
package io.obdio.docs;

import org.jspecify.annotations.NullMarked;
