package io.obdio.socketio.server.internal;

import io.obdio.socketio.netty.FatalErrors;
import io.obdio.socketio.netty.LogText;
import io.obdio.socketio.server.ErrorListener;
import io.obdio.socketio.server.EventFunction;
import io.obdio.socketio.server.EventListener;
import io.obdio.socketio.server.EventMiddleware;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dispatcher of events to the listeners of a namespace and its sockets. Runs on the client's
 * loop; a later acknowledgement may come from any thread.
 */
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final String namespace;
  private final Listeners all;
  private final List<EventListener> unknown = new CopyOnWriteArrayList<>();

  Dispatcher(String namespace, Listeners all) {
    this.namespace = namespace;
    this.all = all;
  }

  void onUnknown(EventListener listener) {
    unknown.add(listener);
  }

  void dispatch(IoEvent event, IoSocket socket) {
    Listeners own = socket.listeners();
    deliver(all.any(), event);
    if (own != null) {
      deliver(own.any(), event);
      if (!own.middleware().isEmpty()) {
        new Chain(event, socket, own).step(0);
        return;
      }
    }
    handle(event, own);
  }

  /** The passage of one event through the middleware of its socket. */
  private final class Chain {
    private final IoEvent event;
    private final IoSocket socket;
    private final Listeners own;
    private final List<EventMiddleware> middleware;

    Chain(IoEvent event, IoSocket socket, Listeners own) {
      this.event = event;
      this.socket = socket;
      this.own = own;
      this.middleware = List.copyOf(own.middleware());
    }

    void step(int index) {
      if (index == middleware.size()) {
        if (socket.connected()) {
          handle(event, own);
        }
        return;
      }
      Decision next = new Decision(index);
      try {
        middleware.get(index).handle(event, next);
      } catch (Throwable e) { // an Error of a listener must not end the client's session
        next.fail(e);
      }
    }

    private final class Decision implements EventMiddleware.Next {
      private final int index;
      private final AtomicBoolean made = new AtomicBoolean();

      Decision(int index) {
        this.index = index;
      }

      @Override
      public void proceed() {
        if (made.compareAndSet(false, true)) {
          socket.loop().execute(() -> step(index + 1));
        }
      }

      @Override
      public void fail(Throwable error) {
        if (made.compareAndSet(false, true)) {
          socket.loop().execute(() -> failed(event, error));
        }
      }
    }
  }

  private void handle(IoEvent event, @Nullable Listeners own) {
    List<EventListener> named = all.of(event.name());
    EventFunction function = all.function(event.name());
    boolean known = !named.isEmpty();
    deliver(named, event);
    if (own != null) {
      List<EventListener> ownNamed = own.of(event.name());
      known |= !ownNamed.isEmpty();
      deliver(ownNamed, event);
      EventFunction ownFunction = own.function(event.name());
      function = ownFunction == null ? function : ownFunction;
    }
    if (function != null) {
      answer(function, event);
    } else if (!known) {
      deliver(unknown, event);
    }
  }

  private void deliver(List<EventListener> listeners, IoEvent event) {
    for (EventListener listener : listeners) {
      try {
        listener.onEvent(event);
      } catch (Throwable e) {
        failed(event, e);
      }
    }
  }

  private void answer(EventFunction function, IoEvent event) {
    try {
      Object result = function.answer(event);
      if (result instanceof CompletionStage<?> stage) {
        stage.whenComplete((value, error) -> completed(event, value, error));
      } else {
        event.ack(result);
      }
    } catch (Throwable e) {
      failed(event, e);
    }
  }

  private void completed(IoEvent event, @Nullable Object value, @Nullable Throwable error) {
    if (error != null) {
      failed(event, error);
      return;
    }
    try {
      event.ack(value);
    } catch (IllegalArgumentException e) {
      failed(event, e);
    }
  }

  private void failed(IoEvent event, Throwable error) {
    FatalErrors.check(error);
    Listeners own = event.socket() instanceof IoSocket socket ? socket.listeners() : null;
    List<ErrorListener> ownErrors = own == null ? List.of() : own.errors();
    if (ownErrors.isEmpty() && all.errors().isEmpty()) {
      LOG.warn("Event '{}' of {} failed", LogText.of(event.name()), namespace, error);
    }
    report(ownErrors, event, error);
    report(all.errors(), event, error);
  }

  private void report(List<ErrorListener> listeners, IoEvent event, Throwable error) {
    for (ErrorListener listener : listeners) {
      try {
        listener.onError(event, error);
      } catch (RuntimeException e) {
        LOG.warn(
            "An error listener of {} failed for event '{}'",
            namespace,
            LogText.of(event.name()),
            e);
      }
    }
  }
}
