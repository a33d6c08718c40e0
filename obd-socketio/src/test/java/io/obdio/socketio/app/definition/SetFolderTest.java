package io.obdio.socketio.app.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.obdio.core.definition.Makes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names of sets in a folder, and their order for a vehicle. */
class SetFolderTest {

  @TempDir Path folder;

  private void file(String id) throws IOException {
    Path file = folder.resolve(id);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{}");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          Toyota-RAV4/signalsets/v3/default.json,          Toyota,        RAV4,     ''
          Toyota/signalsets/v3/default.json,               Toyota,        '',       ''
          Toyota-RAV4/signalsets/v3/2019-2021.json,        Toyota,        RAV4,     2019-2021
          Toyota-RAV4/signalsets/v3/2022-.json,            Toyota,        RAV4,     2022-
          Toyota-RAV4/signalsets/v3/2018.json,             Toyota,        RAV4,     2018
          Mercedes-Benz-A-Class/signalsets/v3/default.json, Mercedes-Benz, A-Class, ''
          Land-Rover-Defender/signalsets/v3/default.json,  Land Rover,    Defender, ''
          bmw-i3.signals.json,                             BMW,           i3,       ''
          lists/Porsche_Taycan.csv,                        Porsche,       Taycan,   ''
          Trabant-601.json,                                Trabant,       601,      ''
          """)
  void readsMakeModelAndYears(String id, String make, String model, String years) {
    SignalSet set = SignalSet.of(id, folder.resolve(id));
    assertEquals(make, set.make());
    assertEquals(model, set.model());
    assertEquals(years, set.years().toString());
  }

  @Test
  void listsSetsOnly() throws Exception {
    file("Toyota-RAV4/signalsets/v3/default.json");
    file("Toyota-RAV4/tests/test_cases/2019/commands/7E0.json");
    file("Toyota-RAV4/package.json");
    file(".git/x.signals.json");
    file("bmw-i3.signals.json");
    file("README.md");
    assertEquals(
        List.of("Toyota-RAV4/signalsets/v3/default.json", "bmw-i3.signals.json"),
        new SetFolder(folder).sets().stream().map(SignalSet::id).toList());
    assertThrows(NoSuchFileException.class, () -> new SetFolder(folder.resolve("absent")).sets());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Toyota | 2020 | t-2019-2021 t-all toyota-camry toyota-rav4
          Toyota | 2015 | t-all toyota-camry toyota-rav4
          Toyota | 0    | t-all t-2019-2021 toyota-camry toyota-rav4
          BMW    | 2020 | bmw-i3
          Fiat   | 2020 | ''
          """)
  void proposesTheMostSpecificFirst(String make, int year, String expected) throws Exception {
    file("Toyota/signalsets/v3/default.json");
    file("Toyota-RAV4/signalsets/v3/2019-2021.json");
    file("toyota-camry.signals.json");
    file("toyota-rav4.signals.json");
    file("bmw-i3.signals.json");
    List<SignalSet> candidates =
        SetFolder.candidates(
            new SetFolder(folder).sets(),
            make,
            year == 0 ? OptionalInt.empty() : OptionalInt.of(year));
    String ids =
        String.join(
            " ",
            candidates.stream()
                .map(
                    set ->
                        set.id()
                            .replace("Toyota/signalsets/v3/default.json", "t-all")
                            .replace("Toyota-RAV4/signalsets/v3/2019-2021.json", "t-2019-2021")
                            .replace(".signals.json", ""))
                .toList());
    assertEquals(expected, ids);
  }

  @ParameterizedTest
  @CsvSource({
    "JTMRFREV5HD123456, Toyota",
    "JTHBK1GG5E2123456, Lexus",
    "wba8e9g59gnt12345, BMW",
    "5YJ3E1EA7KF123456, Tesla",
    "WVWZZZ1KZAW123456, Volkswagen",
    "1ZZHJAG34CL762624, ''",
    "J, ''",
  })
  void namesTheMakeOfAVin(String vin, String make) {
    assertEquals(make, Makes.ofVin(vin).orElse(""));
  }
}
