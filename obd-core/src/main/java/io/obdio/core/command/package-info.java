/**
 * The tables of commands, one class per service and one row per command, and the registry that
 * finds commands by name or by service and PID.
 */
@NullMarked
package io.obdio.core.command;

import org.jspecify.annotations.NullMarked;
