/**
 * A load program: one cheap client against OBDio's server, Node's and a bare echo, each in a
 * process of its own. Start {@link io.obdio.bench.load.Load}.
 */
@NullMarked
package io.obdio.bench.load;

import org.jspecify.annotations.NullMarked;
