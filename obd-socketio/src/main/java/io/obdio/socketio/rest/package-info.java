/** The frame of the REST interface below {@code /api/v1}: routes, requests, responses, errors. */
@NullMarked
package io.obdio.socketio.rest;

import org.jspecify.annotations.NullMarked;
