package io.obdio.isotp.transport;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.obdio.isotp.address.IsoTpAddress;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A link that compares address bytes with given ones, as the kernel's ISO-TP does. */
record ExplicitByteLink(ObdLink link) implements ObdLink {

  @Override
  public String portName() {
    return link.portName();
  }

  @Override
  public boolean receivesAnyAddressByte() {
    return false;
  }

  @Override
  public void listen(List<IsoTpAddress> addresses) throws IOException {
    for (IsoTpAddress address : addresses) {
      if (address.rxPrefix() > 0) {
        assertNotEquals(IsoTpAddress.ANY_BYTE, address.rxByte());
      }
    }
    link.listen(addresses);
  }

  @Override
  public CompletableFuture<Void> send(IsoTpAddress address, byte[] message) {
    return link.send(address, message);
  }

  @Override
  public void close() {
    link.close();
  }
}
