package io.obdio.isotp.loop;

/** A view of a virtual loop that stays open when its user closes it. */
public record UnclosedLoop(VirtualTimeLoop loop) implements EventLoop {

  @Override
  public long now() {
    return loop.now();
  }

  @Override
  public boolean inLoop() {
    return loop.inLoop();
  }

  @Override
  public void execute(Runnable task) {
    loop.execute(task);
  }

  @Override
  public Timer scheduleAt(long at, Runnable task) {
    return loop.scheduleAt(at, task);
  }

  @Override
  public void close() {}
}
