package dev.ferry.image.parity;

import dev.ferry.image.tensor.Comparison;
import dev.ferry.image.tensor.Tensor;
import dev.ferry.image.tensor.Verdict;
import dev.ferry.model.Text;

/** One output of one case. */
public sealed interface OutputReport {
  /** Name of the case's folder. */
  String caseName();

  /** Name of the output's file, without its ending. */
  String output();

  Verdict verdict();

  /**
   * Both sides gave a tensor of the same type and shape.
   *
   * @param type of its elements, {@code float32}
   * @param shape {@code 1x10}
   */
  record Compared(String caseName, String output, String type, String shape, Comparison comparison)
      implements OutputReport {
    static Compared of(String caseName, String output, Tensor tensor, Comparison comparison) {
      return new Compared(
          caseName, output, tensor.type().toString(), tensor.shapeText(), comparison);
    }

    @Override
    public Verdict verdict() {
      return comparison.verdict();
    }
  }

  /**
   * There is nothing to compare.
   *
   * @param why an output is missing at one side, or has another type or shape
   */
  record Incomparable(String caseName, String output, Text why) implements OutputReport {
    @Override
    public Verdict verdict() {
      return Verdict.DIFFERENT;
    }
  }
}
