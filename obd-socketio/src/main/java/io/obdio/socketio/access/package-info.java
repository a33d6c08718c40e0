/**
 * Access control for all client-facing APIs: keys, scopes, principals, the rules for {@code Host}
 * and {@code Origin}, and the audit log.
 */
@NullMarked
package io.obdio.socketio.access;

import org.jspecify.annotations.NullMarked;
