package io.obdio.socketio.fleet;

import io.obdio.core.util.DaemonThreads;
import io.obdio.socketio.netty.FatalErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that decode messages, each with a bounded queue. The messages of one vehicle are
 * taken by one thread, in the order of their receipt. For any thread.
 */
final class IngestWorkers implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(IngestWorkers.class);

  private static final long CLOSE_MILLIS = 5_000;
  private static final long POLL_MILLIS = 100;

  private record Task(Runnable work, int bytes) {}

  private final List<BlockingQueue<Task>> queues = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final long maxBytes;
  private final AtomicLong bytes = new AtomicLong();
  private volatile boolean closed;

  IngestWorkers(FleetOptions options) {
    this.maxBytes = options.maxQueuedBytes();
    int room = Math.max(1, options.maxQueued() / options.workers());
    for (int i = 0; i < options.workers(); i++) {
      BlockingQueue<Task> queue = new ArrayBlockingQueue<>(room);
      queues.add(queue);
      threads.add(DaemonThreads.create("obdio-fleet-" + (i + 1), () -> run(queue)));
    }
  }

  void start() {
    threads.forEach(Thread::start);
  }

  /** Adds work for a vehicle; returns false if there is no room. */
  boolean add(FleetVehicle vehicle, int size, Runnable work) {
    if (closed) {
      return false;
    }
    if (bytes.addAndGet(size) <= maxBytes) {
      int index = Math.floorMod(vehicle.id().hashCode(), queues.size());
      if (queues.get(index).offer(new Task(work, size))) {
        return true;
      }
    }
    bytes.addAndGet(-size);
    return false;
  }

  int queued() {
    return queues.stream().mapToInt(BlockingQueue::size).sum();
  }

  private void run(BlockingQueue<Task> queue) {
    try {
      while (true) {
        Task task = queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (task != null) {
          bytes.addAndGet(-task.bytes());
          run(task.work());
        } else if (closed) {
          return;
        }
      }
    } catch (InterruptedException e) {
      log.debug("a worker ends with {} messages left", queue.size());
    }
  }

  private static void run(Runnable work) {
    try {
      work.run();
    } catch (Throwable e) { // a message of a vehicle must not end the thread
      FatalErrors.check(e);
      log.error("a message of a vehicle caused a failure", e);
    }
  }

  /** Takes no more work and ends after the present work, within 5 seconds. */
  @Override
  public void close() {
    closed = true;
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS);
    try {
      for (Thread thread : threads) {
        thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
