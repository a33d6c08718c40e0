package io.obdio.isotp.network;

import io.obdio.isotp.loop.EventLoop;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The parts of a network that its connections use.
 *
 * @param loop runs the engines
 * @param callbacks runs user code
 */
record NetworkParts(
    EventLoop loop,
    Routes routes,
    FrameDispatcher dispatcher,
    TransmitQueue transmitQueue,
    Executor callbacks) {

  /** Runs a task on the loop; if the loop has ended, in the calling thread. */
  void runOnLoop(Runnable task) {
    if (loop.inLoop()) {
      task.run();
      return;
    }
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      task.run();
    }
  }

  /** Runs user code. */
  void callback(Runnable callback) {
    try {
      callbacks.execute(callback);
    } catch (RejectedExecutionException e) {
      // Only while the network closes; futures must be completed even then.
      callback.run();
    }
  }
}
