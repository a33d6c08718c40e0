/**
 * The check of definition files against recorded answers, for the subcommand {@code
 * check-definitions}. It belongs to the program: it needs the adapter's driver and the simulator
 * for live checks, which the library's core does not have.
 */
@NullMarked
package io.obdio.socketio.app.check;

import org.jspecify.annotations.NullMarked;
