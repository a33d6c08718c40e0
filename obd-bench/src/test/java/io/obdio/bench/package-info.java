/** Runs every benchmark once, so that none rots. It measures nothing. */
@NullMarked
package io.obdio.bench;

import org.jspecify.annotations.NullMarked;
