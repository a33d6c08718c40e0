package io.obdio.isotp.transport;

import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.DiagnosticTransportContract;
import org.junit.jupiter.api.AfterEach;

/** The contract on the own engine and a virtual bus. */
class IsoTpTransportContractTest extends DiagnosticTransportContract {

  private final TestEcu engine = TestEcu.base("contract-transport", 0, TestEcu.CAR);

  @AfterEach
  void stopCar() {
    engine.close();
  }

  @Override
  protected DiagnosticTransport newTransport() {
    return IsoTpTransportTest.transport("contract-transport", "p2=1000");
  }
}
