package dev.ferry.carry.parity;

/**
 * The coefficients of a code: {@code data} columns, {@code parity} rows. Row i has the same
 * coefficients however many rows and columns there are.
 *
 * @param data columns, one or more
 * @param parity rows, zero or more
 */
public record CauchyCode(int data, int parity) {
  /** Most rows and columns together. */
  public static final int MOST = 255;

  private static final int LAST = 255;

  public CauchyCode {
    if (data < 1 || parity < 0 || data > MOST - parity) {
      throw new IllegalArgumentException("Bad value for `parity`: " + data + " + " + parity);
    }
  }

  /**
   * What a column is multiplied with in a row: 1 / (x + y) over 1 / (x_0 + y), where x is 255 - row
   * and y is the column.
   */
  public int coefficient(int row, int column) {
    int first = LAST ^ column;
    int own = (LAST - row) ^ column;
    return Field.multiply(first, Field.inverse(own));
  }

  /** The square part of given rows and columns, inverted: by column, a coefficient for each row. */
  int[][] inverse(int[] rows, int[] columns) {
    int size = columns.length;
    int[][] left = new int[size][size];
    int[][] right = new int[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        left[i][j] = coefficient(rows[i], columns[j]);
      }
      right[i][i] = 1;
    }
    for (int pivot = 0; pivot < size; pivot++) {
      eliminate(left, right, pivot);
    }
    return right;
  }

  /** One step of Gauss and Jordan. Every leading part of the matrix can be inverted: no search. */
  private static void eliminate(int[][] left, int[][] right, int pivot) {
    int scale = Field.inverse(left[pivot][pivot]);
    scale(left[pivot], scale);
    scale(right[pivot], scale);
    for (int row = 0; row < left.length; row++) {
      int factor = left[row][pivot];
      if (row != pivot && factor != 0) {
        subtract(left[row], left[pivot], factor);
        subtract(right[row], right[pivot], factor);
      }
    }
  }

  private static void scale(int[] row, int factor) {
    for (int i = 0; i < row.length; i++) {
      row[i] = Field.multiply(row[i], factor);
    }
  }

  private static void subtract(int[] row, int[] other, int factor) {
    for (int i = 0; i < row.length; i++) {
      row[i] ^= Field.multiply(other[i], factor);
    }
  }
}
