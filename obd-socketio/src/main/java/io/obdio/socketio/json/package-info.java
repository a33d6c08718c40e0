/**
 * The interface between the server and a JSON library. The server uses trees of maps, lists,
 * strings, numbers, booleans and byte arrays.
 */
@NullMarked
package io.obdio.socketio.json;

import org.jspecify.annotations.NullMarked;
