package dev.ferry.carry.receive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.carry.inventory.InventoryFile;
import dev.ferry.carry.receipt.ReceiptFile;
import dev.ferry.carry.request.RequestCodec;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Files of Ferry that people take for something to import. */
final class Strangers {
  private static final int GZIP = 0x1f;

  /** A request is a few lines, a companion of parts one screen or two. */
  private static final int SHORT = 4096;

  private Strangers() {}

  /**
   * Says what a file is, and what takes it.
   *
   * @throws FerryException of kind USAGE for an inventory, a receipt, a request, and for what lies
   *     beside the parts of a parcel
   */
  static void refuse(Path file) {
    byte[] beginning = beginning(file);
    if (beginning.length == 0) {
      throw is(file, Text.of("is empty", "是空文件"));
    }
    if (beginning[0] == '{' || (beginning[0] & 0xff) == GZIP) {
      if (reads(() -> InventoryFile.read(file))) {
        throw is(
            file,
            Text.of(
                "is an inventory: `ferry export --against` takes it",
                "是清单：请用于 `ferry export --against`"));
      }
      if (reads(() -> ReceiptFile.read(file))) {
        throw is(
            file,
            Text.of(
                "is a receipt: `ferry export --receipt` takes it",
                "是回执：请用于 `ferry export --receipt`"));
      }
    }
    String text = new String(beginning, UTF_8);
    if (text.startsWith("#!") || text.startsWith("This is a parcel of Ferry")) {
      throw is(
          file, Text.of("is a text for people or shells; name its folder", "是脚本或说明文字；请给出其所在的目录"));
    }
    if (beginning.length < SHORT && reads(() -> RequestCodec.decode(text))) {
      throw is(
          file,
          Text.of(
              "is a request: `ferry export --request` takes it",
              "是补送请求：请用于 `ferry export --request`"));
    }
  }

  private static FerryException is(Path file, Text what) {
    return new FerryException(
        Failure.USAGE, Text.of("Cannot import `%s`: it %s", "无法导入 `%s`：它%s", file, what));
  }

  private static boolean reads(Runnable reading) {
    try {
      reading.run();
      return true;
    } catch (FerryException other) {
      return false;
    }
  }

  private static byte[] beginning(Path file) {
    try (InputStream in = InputFile.open(file)) {
      return in.readNBytes(SHORT);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }
}
