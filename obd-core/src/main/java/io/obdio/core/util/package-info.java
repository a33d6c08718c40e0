/**
 * Utilities that several modules of OBDio share. Not part of the public API: they may change in any
 * version.
 */
@NullMarked
package io.obdio.core.util;

import org.jspecify.annotations.NullMarked;
