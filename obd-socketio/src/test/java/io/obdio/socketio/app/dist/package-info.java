/** Tests of the files in {@code src/dist}. */
package io.obdio.socketio.app.dist;
