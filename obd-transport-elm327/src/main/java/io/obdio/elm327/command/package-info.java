/**
 * The adapter's own commands: the dialogue with one command at a time, the setup of an adapter, and
 * what each adapter turned out to lack.
 */
@NullMarked
package io.obdio.elm327.command;

import org.jspecify.annotations.NullMarked;
