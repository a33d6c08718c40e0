/** Benchmarks, comparing inside one run. Never published. */
@NullMarked
package io.obdio.bench;

import org.jspecify.annotations.NullMarked;
