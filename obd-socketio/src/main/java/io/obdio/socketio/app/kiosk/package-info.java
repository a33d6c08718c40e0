/** The subcommand {@code kiosk}: a systemd unit that shows the dashboard on the full screen. */
@NullMarked
package io.obdio.socketio.app.kiosk;

import org.jspecify.annotations.NullMarked;
