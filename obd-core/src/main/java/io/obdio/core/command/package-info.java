/**
 * The commands as tables, one row a command, and the registry that finds them by name or by service
 * and PID.
 */
@NullMarked
package io.obdio.core.command;

import org.jspecify.annotations.NullMarked;
