package dev.ferry.image.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.FerryException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumpyFileTest {
  @TempDir private Path folder;

  @Test
  void numbersStandInTheOrderOfC() throws IOException {
    Tensor tensor = Numpy.read(folder, Numpy.floats(List.of(2, 3), 1, 2, 3, 4, 5, 6));
    assertThat(tensor.type()).isEqualTo(ElementType.FLOAT32);
    assertThat(tensor.shapeText()).isEqualTo("2x3");
    assertThat(tensor.count()).isEqualTo(6);
    assertThat(tensor.real(4)).isEqualTo(5);
    assertThat(tensor.place(4)).containsExactly(1, 1);
  }

  @ParameterizedTest
  @CsvSource({"|b1,1", "|i1,1", "|u1,1", "<i2,2", "<u2,2", "<i4,4", "<i8,8", "<f2,2", "<f8,8"})
  void everyTypeHasItsSize(String type, int size) throws IOException {
    Tensor tensor = Numpy.read(folder, Numpy.bytes(type, List.of(3), new byte[3 * size]));
    assertThat(tensor.count()).isEqualTo(3);
    assertThat(tensor.real(2)).isZero();
  }

  @Test
  void theSignOfSmallTypesIsKept() throws IOException {
    byte[] ones = {-1, -1};
    assertThat(Numpy.read(folder, Numpy.bytes("|i1", List.of(2), ones)).real(0)).isEqualTo(-1);
    assertThat(Numpy.read(folder, Numpy.bytes("|u1", List.of(2), ones)).real(0)).isEqualTo(255);
    assertThat(Numpy.read(folder, Numpy.bytes("<u2", List.of(1), ones)).real(0)).isEqualTo(65535);
  }

  @Test
  void bigEndianNumbersAreTurned() throws IOException {
    byte[] one = {0x3f, (byte) 0x80, 0, 0};
    assertThat(Numpy.read(folder, Numpy.bytes(">f4", List.of(1), one)).real(0)).isEqualTo(1);
  }

  @Test
  void aSingleNumberHasNoDimension() throws IOException {
    Tensor tensor = Numpy.read(folder, Numpy.bytes("<i4", List.of(), new byte[] {7, 0, 0, 0}));
    assertThat(tensor.shapeText()).isEqualTo("scalar");
    assertThat(tensor.real(0)).isEqualTo(7);
    assertThat(tensor.place(0)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1 1,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (999999999, 999999999, 999999999), }",
        "{'descr': '<f9', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '<f4', 'fortran_order': True, 'shape': (1, 1), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'more': __import__('os')}"
      })
  void whatDoesNotFitIsRefusedWithItsName(String header) {
    assertThatThrownBy(() -> Numpy.read(folder, Numpy.bytes(header, new byte[4])))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("x.npy");
  }

  /** Any bytes are read or refused, and nothing else happens. */
  @Test
  void brokenFilesAreRefused() throws IOException {
    Random random = new Random(20);
    byte[] whole = Numpy.floats(List.of(2, 2), 1, 2, 3, 4);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] bytes = java.util.Arrays.copyOf(whole, random.nextInt(whole.length + 4));
      for (int change = random.nextInt(4); change > 0 && bytes.length > 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        Tensor tensor = Numpy.read(folder, bytes);
        assertThat(tensor.count() * tensor.type().size()).isLessThanOrEqualTo(bytes.length);
      } catch (FerryException expected) {
        refused++;
      }
    }
    assertThat(refused).isBetween(2000, 2999);
  }
}
