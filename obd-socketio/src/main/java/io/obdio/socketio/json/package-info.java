/**
 * The seam between the server and a JSON library, and the one implementation with Jackson. The rest
 * of the server uses trees of maps, lists, strings, numbers, booleans and byte arrays.
 */
@NullMarked
package io.obdio.socketio.json;

import org.jspecify.annotations.NullMarked;
