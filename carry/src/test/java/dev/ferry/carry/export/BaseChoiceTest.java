package dev.ferry.carry.export;

import static dev.ferry.carry.export.ConnectedSide.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.bundle.fixture.TinyWheel;
import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a blob is compared with, where there is more than one choice. */
class BaseChoiceTest {
  private static final int LIBRARY = 100_000;

  @TempDir private Path folder;
  private ConnectedSide side;

  @BeforeEach
  void open() {
    side = new ConnectedSide(folder);
  }

  /** A wheel of Python files that every platform has, and a library that none shares. */
  private Path wheel(String version, String platform) throws IOException {
    byte[] library = new byte[LIBRARY];
    new Random(platform.hashCode()).nextBytes(library);
    library[LIBRARY / 2] = (byte) version.charAt(version.length() - 1);
    byte[] code = new byte[20_000];
    new Random(version.hashCode()).nextBytes(code);
    TinyWheel wheel =
        TinyWheel.of("app", version).file("app.py", code).file("app/_speed.so", library);
    Path file = folder.resolve("app-" + version + "-cp311-cp311-" + platform + ".whl");
    return Files.write(file, wheel.bytes());
  }

  @Test
  void aWheelIsComparedWithTheOneOfItsMachine() throws IOException {
    side.wish()
        .file(wheel("1.0", "manylinux2014_armv7l"), wheel("1.0", "manylinux2014_x86_64"))
        .export();
    Goods goods =
        side.wish()
            .file(wheel("1.1", "manylinux2014_armv7l"), wheel("1.1", "manylinux2014_x86_64"))
            .to("usb2")
            .export()
            .record()
            .goods();
    for (String machine : new String[] {"armv7l", "x86_64"}) {
      Item item = item(goods, machine).orElseThrow();
      assertThat(item.form()).isEqualTo(Item.Form.DELTA);
      assertThat(item.length()).as(machine).isLessThan(LIBRARY / 2);
    }
  }

  @Test
  void aFileIsComparedWithTheVersionBefore() throws IOException {
    byte[] content = new byte[LIBRARY];
    new Random(1).nextBytes(content);
    Path first = Files.write(folder.resolve("tool-1.0.bin"), content);
    content[7]++;
    Path second = Files.write(folder.resolve("tool-1.1.bin"), content);
    side.wish().file(first).export();
    side.said();
    Goods goods = side.wish().file(second).to("usb2").export().record().goods();
    assertThat(side.said()).anyMatch(line -> line.contains("needs 100.0 kB for what it gets"));
    assertThat(item(goods, "tool").orElseThrow().length()).isLessThan(LIBRARY / 20);
  }
}
