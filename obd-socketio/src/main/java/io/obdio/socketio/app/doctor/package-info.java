/** The checks of {@code obdio doctor}: facts are collected first, and judged by pure tables. */
@NullMarked
package io.obdio.socketio.app.doctor;

import org.jspecify.annotations.NullMarked;
