package io.obdio.core.command;

/**
 * An optional column of a command table: {@link CommandTable} takes any of them after the decoder.
 * A new column is an enum that implements this, a component of {@link ObdCommand} and a step of
 * {@link CommandBuilder}.
 */
sealed interface Column permits Channel, EcuFilter {}
