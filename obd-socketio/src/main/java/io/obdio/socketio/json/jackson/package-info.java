/** JSON and YAML with Jackson. */
@NullMarked
package io.obdio.socketio.json.jackson;

import org.jspecify.annotations.NullMarked;
