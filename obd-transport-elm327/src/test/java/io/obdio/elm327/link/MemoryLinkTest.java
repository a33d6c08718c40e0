package io.obdio.elm327.link;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

class MemoryLinkTest extends ByteLinkContract {

  private MemoryLink.Pair pair;

  @Override
  void connect() {
    pair = MemoryLink.pair("memory");
  }

  @Override
  ByteLink link() {
    return pair.near();
  }

  @Override
  FarEnd far() {
    MemoryLink far = pair.far();
    return new FarEnd() {
      @Override
      public void send(byte[] bytes) throws IOException {
        far.write(bytes, 0, bytes.length);
      }

      @Override
      public byte[] receive(int count) throws IOException {
        byte[] all = new byte[count];
        int done = 0;
        long deadline = far.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (done < count && far.nanoTime() - deadline < 0) {
          done += far.read(all, done, count - done, deadline);
        }
        return all;
      }

      @Override
      public void close() {
        far.close();
      }
    };
  }
}
