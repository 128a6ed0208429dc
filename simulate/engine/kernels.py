"""The inner loops of the engine, compiled: numbers, counts, flows, queues, delays, pools, recording and demand.

A kernel does what the engine does for every draw, so it is where the time goes. It is compiled by numba when it is
first called and kept in a cache; `python -m simulate.engine.kernels` compiles them all. Every compiled function is in
this file, because numba notices a change in the file of a kernel, and not in what that kernel calls elsewhere.

**The same bits everywhere.** A kernel uses only `+ - * /`, square roots, comparisons, rounding and the bits of numbers,
in the order that is written here. No library function, no `fastmath`, no sum over draws: on every processor, with or
without SIMD, and in the interpreter (`NUMBA_DISABLE_JIT=1`, which the tests compare with), the last digit is the same.

**How a kernel is called.** Arrays are float64, C-contiguous, draws last. An address of random numbers is (key0, key1,
step, block), four uint64. A parameter is passed flat with two strides, `values[r * row + j * each]` for row r and draw
j, of which `each` is 0 or 1: so a number, one per draw, one per row and one per row and draw need one compiled version
and no copy. A kernel never raises: it returns what is wrong, and changes nothing when something is.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeAlias, TypeVar, cast

import numpy as np

Function = TypeVar("Function", bound=Callable[..., Any])
U = np.uint64
Number: TypeAlias = Any
"""A float64 of a kernel: a NumPy number when interpreted."""

BLOCK = 1000
"""Draws in a block, and numbers in a row of a stream. It is part of every address, so it is a constant."""

# Compiling ------------------------------------------------------------------------------------------------------------
# numba is imported when a kernel is first called: it takes longer than all that a process does that only reads results.

INTERPRETED = os.environ.get("NUMBA_DISABLE_JIT", "0") not in ("", "0")
if INTERPRETED:
    # Whole numbers of 64 bits wrap and floats overflow in silence, as they do compiled.
    np.seterr(all="ignore")

_COMPILED: dict[str, Any] = {"nogil": True, "error_model": "numpy", "fastmath": False, "boundscheck": False}


@cache
def _types() -> dict[str, Any]:
    """Return the types of arguments, by the names in a kernel's signature.

    `in`, `table`, `whole`, `tree` and `shares` are only read.
    """
    from numba import types

    return {
        "none": types.void,
        "bool": types.boolean,
        "int": types.int64,
        "word": types.uint64,
        "float": types.float64,
        "in": types.Array(types.float64, 1, "C", readonly=True),
        "out": types.float64[::1],
        "rows": types.float64[:, ::1],
        "table": types.Array(types.float64, 2, "C", readonly=True),
        "whole": types.Array(types.int64, 1, "C", readonly=True),
        "heads": types.int64[::1],
        "curve": types.float64[:, :, ::1],
        "tree": types.Array(types.int64, 2, "C", readonly=True),
        "shares": types.Array(types.float32, 3, "C", readonly=True),
        "counts": types.int32[:, ::1],
    }


class Kernel:
    """A function that is compiled, or read from the cache, when it is first called."""

    def __init__(self, function: Callable[..., Any], signature: str) -> None:
        self.function, self.signature = function, signature
        self.__name__, self.__doc__ = function.__name__, function.__doc__

    def __call__(self, *arguments: Any) -> Any:
        return self.compile()(*arguments)

    def interpret(self, *arguments: Any) -> Any:
        """Compute what the compiled function would: the same bits, slowly."""
        with np.errstate(all="ignore"):
            return self.function(*arguments)

    def compile(self) -> Callable[..., Any]:
        """Compile the function and let it take this object's place in the module: later calls cost nothing more."""
        from numba import njit

        _link()
        returned, *arguments = (_types()[name] for name in self.signature.split())
        compiled = njit(returned(*arguments), cache=_can_cache(), **_COMPILED)(self.function)
        globals()[self.__name__] = compiled
        return cast(Callable[..., Any], compiled)


class Inner:
    """A function that only kernels call: it is compiled into them. Until then it can be called as it is written."""

    def __init__(self, function: Callable[..., Any], inline: bool) -> None:
        self.py_func, self.inline = function, inline

    def __call__(self, *arguments: Any) -> Any:
        return self.py_func(*arguments)


@cache
def _link() -> None:
    """Put what numba calls in the place of every function that only kernels call."""
    from numba import njit

    for function in _intrinsics():
        globals()[function.__name__] = function
    for inner in _INNER:
        options = _COMPILED | ({"forceinline": True} if inner.inline else {})
        globals()[inner.py_func.__name__] = njit(**options)(inner.py_func)


@cache
def _can_cache() -> bool:
    """Tell whether compiled code can be kept: beside this file, or in the user's cache folder."""
    from numba import njit

    try:
        njit(cache=True)(lambda: None)
    except RuntimeError:
        return False
    return True


KERNELS: dict[str, Kernel] = {}
"""What is called from Python, by name; nothing when interpreted."""

_INNER: list[Inner] = []


def _kernel(signature: str) -> Callable[[Function], Function]:
    """Declare a kernel with the types of what it returns and of its arguments."""

    def declare(function: Function) -> Function:
        if INTERPRETED:
            return function
        kernel = KERNELS[function.__name__] = Kernel(function, signature)
        return cast(Function, kernel)

    return declare


def _inner(function: Function, inline: bool = False) -> Function:
    """Declare a function that only kernels call."""
    if INTERPRETED:
        return function
    inner = Inner(function, inline)
    _INNER.append(inner)
    return cast(Function, inner)


def _inline(function: Function) -> Function:
    """Declare a function of a number that is written out wherever it is called, so that loops take several at once."""
    return _inner(function, inline=True)


# Bits of numbers ------------------------------------------------------------------------------------------------------
# As they are interpreted, and below as numba writes them out.


def _bits(x: Number) -> Any:
    """Return the 64 bits of a float as a whole number."""
    return U(struct.unpack("<Q", struct.pack("<d", x))[0])


def _double(x: Any) -> Any:
    """Return the float that has these 64 bits."""
    return np.float64(struct.unpack("<d", struct.pack("<Q", int(x)))[0])


def _product(a: Any, b: Any) -> Any:
    """Return the upper and the lower 64 bits of the product of two whole numbers of 64 bits."""
    whole = int(a) * int(b)
    return U(whole >> 64), U(whole & (2**64 - 1))


def _intrinsics() -> Iterable[Callable[..., Any]]:
    from llvmlite import ir
    from numba import types
    from numba.extending import intrinsic

    @intrinsic
    def _bits(_context: Any, x: Any) -> Any:
        def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
            return builder.bitcast(given[0], ir.IntType(64))

        return types.uint64(types.float64), generate

    @intrinsic
    def _double(_context: Any, x: Any) -> Any:
        def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
            return builder.bitcast(given[0], ir.DoubleType())

        return types.float64(types.uint64), generate

    @intrinsic
    def _product(_context: Any, a: Any, b: Any) -> Any:
        returned = types.UniTuple(types.uint64, 2)  # type: ignore[no-untyped-call]

        def generate(context: Any, builder: Any, _signature: Any, given: Any) -> Any:
            # One multiplication gives both halves.
            wide = ir.IntType(128)
            product = builder.mul(builder.zext(given[0], wide), builder.zext(given[1], wide))
            high = builder.trunc(builder.lshr(product, ir.Constant(wide, 64)), ir.IntType(64))
            return context.make_tuple(builder, returned, (high, builder.trunc(product, ir.IntType(64))))

        return returned(types.uint64, types.uint64), generate

    return _bits, _double, _product


# Functions of one number ----------------------------------------------------------------------------------------------
# Errors are those of the tests against fifty digits: below one unit of the last place where nothing else is said.

_ROUND = 6755399441055744.0  # 1.5 * 2**52: adding and subtracting it rounds to whole numbers, half to even
_TWO_52 = 4503599627370496.0
_LEAST_NORMAL = 2.2250738585072014e-308
_LN2_HIGH, _LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10  # their sum is log 2 to 96 bits
_LOG2_E = 1.44269504088896338700
_EXP_OVERFLOWS, _EXP_VANISHES = 709.782712893384, -745.1332191019412
_LEAST_FRACTION = U(0x3FE6A09E00000000)  # the bits of a number a little below the square root of 1/2
_MANTISSA = U(52)
_NDTR_FAR = 5.656854249492380195


@_inline
def _power_of_two(k: Number) -> Number:
    """Return 2**k for a whole k from -1022 to 1023."""
    return _double((_bits(k + (_TWO_52 + 1023.0)) & U(0x7FF)) << _MANTISSA)


@_inner
def _exp(x: Number) -> Number:
    """Return e**x: x is k log 2 + r, and e**r a rational function of r (coefficients of fdlibm, Sun 1993)."""
    inside = min(max(x, -746.0), 710.0)
    k = (inside * _LOG2_E + _ROUND) - _ROUND
    high, low = inside - k * _LN2_HIGH, k * _LN2_LOW
    r = high - low
    t = r * r
    c = 4.13813679705723846039e-08 * t - 1.65339022054652515390e-06
    c = c * t + 6.61375632143793436117e-05
    c = c * t - 2.77777777770155933842e-03
    c = c * t + 1.66666666666666019037e-01
    c = r - t * c
    y = 1.0 - ((low - (r * c) / (2.0 - c)) - high)
    # In two steps: where the result is nearly 0 or infinite, 2**k itself is no number.
    half = (k * 0.5 + _ROUND) - _ROUND
    y = y * _power_of_two(half) * _power_of_two(k - half)
    if x > _EXP_OVERFLOWS:
        return np.inf
    if x < _EXP_VANISHES:
        return 0.0
    return y if x == x else x


@_inline
def _log_normal(x: Number) -> Number:
    """Return the logarithm of a normal number above 0: x is 2**k (1 + f), and log(1 + f) a series in f / (2 + f)."""
    # The exponent is judged at sqrt(1/2), so that f is around nought; 1024 is added to keep it above nought.
    shifted = (_bits(x) - _LEAST_FRACTION + (U(1024) << _MANTISSA)) >> _MANTISSA
    k = _double(shifted | _bits(_TWO_52)) - (_TWO_52 + 1024.0)
    f = _double(_bits(x) - ((shifted - U(1024)) << _MANTISSA)) - 1.0
    s = f / (2.0 + f)
    z = s * s
    w = z * z
    even = w * (0.3999999999940941908 + w * (0.2222219843214978396 + w * 0.1531383769920937332))
    odd = 0.1818357216161805012 + w * 0.1479819860511658591
    odd = z * (0.6666666666666735130 + w * (0.2857142874366239149 + w * odd))
    half = 0.5 * f * f
    return k * _LN2_HIGH - ((half - (s * (half + (even + odd)) + k * _LN2_LOW)) - f)


@_inner
def _log(x: Number) -> Number:
    """Return the natural logarithm of any number."""
    if _LEAST_NORMAL <= x < np.inf:
        return _log_normal(x)
    if x == 0.0:
        return -np.inf
    if 0.0 < x < np.inf:
        # Without a leading digit (subnormal): 2**54 times as much is normal.
        return _log_normal(x * 18014398509481984.0) - 37.429947750237048
    return x if x > 0.0 else np.nan


@_inner
def _log1p(x: Number) -> Number:
    """Return log(1 + x) to two units, also where x is small: what rounding took from 1 + x cancels (Kahan)."""
    whole = 1.0 + x
    if whole == 1.0:
        return x
    return _log(whole) * x / (whole - 1.0) if whole < np.inf else whole


@_inner
def _power(x: Number, y: Number) -> Number:
    """Return x**y for x of 0 or more; its relative error grows with y log x, of which it is some 1e-16 times."""
    if y == 0.0 or x == 1.0:
        return 1.0
    if y == 1.0:
        return x
    return _exp(y * _log(x))


@_inner
def _ndtri_centre(q: Number) -> Number:
    """Return the normal quantile at 1/2 + q for |q| up to 0.425 (Wichura 1988, AS 241, as the two that follow)."""
    r = 0.180625 - q * q
    above = 2.5090809287301226727e3 * r + 3.3430575583588128105e4
    above = above * r + 6.7265770927008700853e4
    above = above * r + 4.5921953931549871457e4
    above = above * r + 1.3731693765509461125e4
    above = above * r + 1.9715909503065514427e3
    above = above * r + 1.3314166789178437745e2
    above = above * r + 3.3871328727963666080e0
    below = 5.2264952788528545610e3 * r + 2.8729085735721942674e4
    below = below * r + 3.9307895800092710610e4
    below = below * r + 2.1213794301586595867e4
    below = below * r + 5.3941960214247511077e3
    below = below * r + 6.8718700749205790830e2
    below = below * r + 4.2313330701600911252e1
    below = below * r + 1.0
    return q * above / below


@_inner
def _ndtri_tail(r: Number) -> Number:
    """Return how far the quantile of a chance p is from 0, for r = sqrt(-log p) up to 5."""
    r = r - 1.6
    above = 7.74545014278341407640e-4 * r + 2.27238449892691845833e-2
    above = above * r + 2.41780725177450611770e-1
    above = above * r + 1.27045825245236838258e0
    above = above * r + 3.64784832476320460504e0
    above = above * r + 5.76949722146069140550e0
    above = above * r + 4.63033784615654529590e0
    above = above * r + 1.42343711074968357734e0
    below = 1.05075007164441684324e-9 * r + 5.47593808499534494600e-4
    below = below * r + 1.51986665636164571966e-2
    below = below * r + 1.48103976427480074590e-1
    below = below * r + 6.89767334985100004550e-1
    below = below * r + 1.67638483018380384940e0
    below = below * r + 2.05319162663775882187e0
    below = below * r + 1.0
    return above / below


@_inner
def _ndtri_far_tail(r: Number) -> Number:
    """Return the same for r above 5: a chance below 1.4e-11."""
    r = r - 5.0
    above = 2.01033439929228813265e-7 * r + 2.71155556874348757815e-5
    above = above * r + 1.24266094738807843860e-3
    above = above * r + 2.65321895265761230930e-2
    above = above * r + 2.96560571828504891230e-1
    above = above * r + 1.78482653991729133580e0
    above = above * r + 5.46378491116411436990e0
    above = above * r + 6.65790464350110377720e0
    below = 2.04426310338993978564e-15 * r + 1.42151175831644588870e-7
    below = below * r + 1.84631831751005468180e-5
    below = below * r + 7.86869131145613259100e-4
    below = below * r + 1.48753612908506148525e-2
    below = below * r + 1.36929880922735805310e-1
    below = below * r + 5.99832206555887937690e-1
    below = below * r + 1.0
    return above / below


@_inner
def _ndtri(p: Number) -> Number:
    """Return the normal quantile of a chance, within 1e-15 of it."""
    q = p - 0.5
    if abs(q) <= 0.425:
        return _ndtri_centre(q)
    outside = min(p, 1.0 - p)
    if not outside > 0.0:
        if outside != 0.0:
            return np.nan
        return np.inf if q > 0.0 else -np.inf
    r = np.sqrt(-_log(outside))
    z = _ndtri_tail(r) if r <= 5.0 else _ndtri_far_tail(r)
    return -z if q < 0.0 else z


@_inline
def _ndtr_centre(x: Number) -> Number:
    """Return the chance that a standard normal number is below x, for |x| up to 0.67 (Cody 1969, as the two below)."""
    t = x * x
    above = 0.065682337918207449113 * t + 2.2352520354606839287
    above = above * t + 161.02823106855587881
    above = above * t + 1067.6894854603709582
    above = above * t + 18154.981253343561249
    below = t + 47.20258190468824187
    below = below * t + 976.09855173777669322
    below = below * t + 10260.932208618978205
    below = below * t + 45507.789335026729956
    return 0.5 + x * above / below


@_inline
def _ndtr_tail(y: Number) -> Number:
    """Return the chance to be above y over e**(-y*y/2), for y up to 5.6."""
    above = 1.0765576773720192317e-8 * y + 0.39894151208813466764
    above = above * y + 8.8831497943883759412
    above = above * y + 93.506656132177855979
    above = above * y + 597.27027639480026226
    above = above * y + 2494.5375852903726711
    above = above * y + 6848.1904505362823326
    above = above * y + 11602.651437647350124
    above = above * y + 9842.7148383839780218
    below = y + 22.266688044328115691
    below = below * y + 235.38790178262499861
    below = below * y + 1519.377599407554805
    below = below * y + 6485.558298266760755
    below = below * y + 18615.571640885098091
    below = below * y + 34900.952721145977266
    below = below * y + 38912.003286093271411
    below = below * y + 19685.429676859990727
    return above / below


@_inner
def _ndtr_far_tail(y: Number) -> Number:
    """Return the same beyond 5.6."""
    t = 1.0 / (y * y)
    above = 0.02307344176494017303 * t + 0.21589853405795699
    above = above * t + 0.1274011611602473639
    above = above * t + 0.022235277870649807
    above = above * t + 0.001421619193227893466
    above = above * t + 2.9112874951168792e-5
    below = t + 1.28426009614491121
    below = below * t + 0.468238212480865118
    below = below * t + 0.0659881378689285515
    below = below * t + 0.00378239633202758244
    below = below * t + 7.29751555083966205e-5
    return (0.398942280401432677939946 - t * above / below) / y


@_inner
def _sixteenth(y: Number) -> Number:
    """Return the number near y, and at most 40, whose square has no rounding."""
    return ((min(y, 40.0) * 16.0 + _ROUND) - _ROUND) * 0.0625


# Random words ---------------------------------------------------------------------------------------------------------


@_inner
def _unit(word: Any) -> Number:
    """Turn a word into a number between 0 and 1, neither of which can come out; its upper 52 bits count."""
    return _double((word >> U(12)) | U(0x3FF0000000000000)) - (1.0 - 2.0**-53)


@_inner
def _philox_round(a: Any, b: Any, c: Any, d: Any, k0: Any, k1: Any) -> Any:
    """Mix four words once."""
    high_a, low_a = _product(U(0xD2E7470EE14C6C93), a)
    high_c, low_c = _product(U(0xCA5A826395121157), c)
    return high_c ^ b ^ k0, low_c, high_a ^ d ^ k1, low_a


@_inner
def _uniform_row(key0: Any, key1: Any, step: Any, block: Any, row: int, u: Any) -> None:
    """Fill u with the numbers of a row at an address: Philox 4x64 in ten rounds (Salmon et al. 2011), as NumPy has it.

    A row begins where it would begin in a whole block, so few draws have the numbers of the first ones of many.
    """
    n = len(u)
    first = row * ((max(n, BLOCK) + 3) // 4)
    eights = n // 8
    for pair in range(eights):
        # Two groups of four side by side: a processor does both in the time of one.
        a, b, c, d = U(first + 2 * pair + 1), step, block, U(0)
        e, f, g, h = U(first + 2 * pair + 2), step, block, U(0)
        k0, k1 = key0, key1
        for _ in range(10):
            a, b, c, d = _philox_round(a, b, c, d, k0, k1)
            e, f, g, h = _philox_round(e, f, g, h, k0, k1)
            k0 += U(0x9E3779B97F4A7C15)
            k1 += U(0xBB67AE8584CAA73B)
        j = 8 * pair
        u[j], u[j + 1], u[j + 2], u[j + 3] = _unit(a), _unit(b), _unit(c), _unit(d)
        u[j + 4], u[j + 5], u[j + 6], u[j + 7] = _unit(e), _unit(f), _unit(g), _unit(h)
    for group in range(2 * eights, (n + 3) // 4):
        a, b, c, d = U(first + group + 1), step, block, U(0)
        k0, k1 = key0, key1
        for _ in range(10):
            a, b, c, d = _philox_round(a, b, c, d, k0, k1)
            k0 += U(0x9E3779B97F4A7C15)
            k1 += U(0xBB67AE8584CAA73B)
        four = (a, b, c, d)
        for i in range(4):
            if 4 * group + i < n:
                u[4 * group + i] = _unit(four[i])


@_inner
def _normal_row(u: Any, z: Any, tail: Any, at: Any) -> None:
    """Fill z with the normal quantiles of u; `tail` and `at`, one longer, are room to work in.

    The centre of all, then the tails side by side: in plain loops, of which a processor does several steps at once.
    """
    n = len(u)
    for j in range(n):
        z[j] = _ndtri_centre(u[j] - 0.5)
    count = 0
    for j in range(n):
        at[count] = j
        tail[count] = min(u[j], 1.0 - u[j])
        count += int(abs(u[j] - 0.5) > 0.425)
    far = False
    for i in range(count):
        r = np.sqrt(-_log_normal(tail[i]))
        far |= r > 5.0
        tail[i] = _ndtri_tail(r)
    for i in range(count):
        j = at[i]
        z[j] = -tail[i] if u[j] < 0.5 else tail[i]
    if far:
        for j in range(n):
            z[j] = _ndtri(u[j])


# Distribution functions -----------------------------------------------------------------------------------------------

# log(k!) less Stirling's formula, for k from 0 to 15.
_STIRLING = np.array(
    [
        0.0, 0.08106146679532725822, 0.04134069595540929409, 0.02767792568499833915, 0.02079067210376509311,
        0.01664469118982119216, 0.01387612882307074800, 0.01189670994589177010, 0.01041126526197209650,
        0.009255462182712732918, 0.008330563433362871256, 0.007573675487951840795, 0.006942840107209529866,
        0.006408994188004207068, 0.005951370112758847736, 0.005554733551962801371,
    ]
)  # fmt: skip


@_inner
def _stirling(k: Number) -> Number:
    """Return log(k!) less Stirling's formula, for a whole k."""
    if k <= 15.0:
        return _STIRLING[int(k)]
    x = 1.0 / (k * k)
    series = 0.00059523809523809523810 - 0.00084175084175084175084 * x
    series = 0.00079365079365079365079 - series * x
    series = 0.0027777777777777777778 - series * x
    return (0.083333333333333333333 - series * x) / k


@_inner
def _deviance(x: Number, mean: Number) -> Number:
    """Return x log(x / mean) + mean - x without loss of digits where the two are near (Loader 2000)."""
    apart = x - mean
    if abs(apart) >= 0.1 * (x + mean):
        return x * _log(x / mean) - apart
    v = apart / (x + mean)
    total, term, square = apart * v, 2.0 * x * v, v * v
    i = 1.0
    while True:
        term *= square
        i += 2.0
        more = total + term / i
        if more == total:
            return total
        total = more


@_inner
def _poisson_mass(k: Number, mean: Number) -> Number:
    """Return P(X = k) (Loader 2000)."""
    if k == 0.0:
        return _exp(-mean)
    return _exp(-_stirling(k) - _deviance(k, mean)) / np.sqrt(6.283185307179586477 * k)


@_inner
def _binomial_mass(k: Number, n: Number, p: Number) -> Number:
    """Return P(X = k) out of n (Loader 2000)."""
    if k == 0.0:
        return _exp(n * _log1p(-p))
    if k == n:
        return _exp(n * _log(p))
    apart = _deviance(k, n * p) + _deviance(n - k, n * (1.0 - p))
    return _exp(_stirling(n) - _stirling(k) - _stirling(n - k) - apart) * np.sqrt(
        n / (6.283185307179586477 * k * (n - k))
    )


@_inner
def _poisson_below(k: Number, mean: Number, u: Number) -> bool:
    """Tell whether P(X <= k) < u. The smaller tail is summed, from its largest term on, so that no digit is lost."""
    if k < 0.0:
        return True
    term, total = 1.0, 1.0
    if k < mean:
        i = k
        while i > 0.0:
            term *= i / mean
            i -= 1.0
            more = total + term
            if more == total:
                break
            total = more
        return bool(total * _poisson_mass(k, mean) < u)
    i = k + 2.0
    while True:
        term *= mean / i
        i += 1.0
        more = total + term
        if more == total:
            break
        total = more
    return bool(total * _poisson_mass(k + 1.0, mean) > 1.0 - u)


@_inner
def _binomial_below(k: Number, n: Number, p: Number, u: Number) -> bool:
    """Tell whether P(X <= k) < u, in the same way."""
    if k < 0.0:
        return True
    if k >= n:
        return False
    q = 1.0 - p
    term, total = 1.0, 1.0
    if k < n * p:
        i, odds = k, q / p
        while i > 0.0:
            term *= i * odds / (n - i + 1.0)
            i -= 1.0
            more = total + term
            if more == total:
                break
            total = more
        return bool(total * _binomial_mass(k, n, p) < u)
    i, odds = k + 1.0, p / q
    while i < n:
        term *= (n - i) * odds / (i + 1.0)
        i += 1.0
        more = total + term
        if more == total:
            break
        total = more
    return bool(total * _binomial_mass(k + 1.0, n, p) > 1.0 - u)


# Counts ---------------------------------------------------------------------------------------------------------------
# A count is the exact quantile at u: the smallest k with P(X <= k) >= u. A Cornish-Fisher expansion in the normal
# quantile z gives it before rounding, with an error below (0.03 + 0.0125 z^4) / variance (from a variance of 1, checked
# over the range of the parameters in the tests) and the rounding of the arithmetic itself. Only where that could change
# the rounding is the distribution function asked. Variances below 1 are searched upwards from zero.

_ROUNDING = 1e-15
"""The error of the arithmetic in the expansion, as a share of the mean: a few units of the last place."""
_CERTAIN = 1.0 - 1e-15
"""Certainty, less the rounding of a chance."""


_RECIPROCAL = 1.0 / np.arange(1.0, 65.0)
"""1 / k for k from 1: to multiply is quicker than to divide."""
_BY_MULTIPLICATION = 64.0
"""The largest n for which (1 - p)**n is a product."""


@_inner
def _over(k: int) -> Number:
    """Return 1 / (k + 1)."""
    return _RECIPROCAL[k] if k < len(_RECIPROCAL) else 1.0 / (k + 1.0)


@_inner
def _poisson_search(u: Number, mean: Number) -> Number:
    """Search the quantile from zero on."""
    mass = _exp(-mean)
    total, k = mass, 0
    while u > total:
        mass *= mean * _over(k)
        k += 1
        more = total + mass
        # A mass that no longer moves the sum: the rounding of the sum stays below u for ever.
        if more == total:
            break
        total = more
    return float(k)


@_inline
def _binomial_nobody(n: Number, p: Number) -> Number:
    """Return (1 - p)**n for p up to 1/2 and a variance below 1: by multiplication, or where n is large by logarithm.

    Both are worked out of every n, and one is taken: so loops take several at once.
    """
    power, square, left = 1.0, 1.0 - p, np.floor(min(n, _BY_MULTIPLICATION))
    # By the seven bits of n.
    for _ in range(7):
        half = np.floor(left * 0.5)
        power = power * square if left > half + half else power
        square *= square
        left = half
    whole = 1.0 + -p
    log = _log_normal(whole) * -p / (whole - 1.0) if whole < 1.0 else -p
    return power if n <= _BY_MULTIPLICATION else _exp_within(n * log)


@_inner
def _binomial_search(u: Number, n: Number, p: Number, mass: Number) -> Number:
    """Search the quantile from zero on, for p up to 1/2; `mass` is the chance of nobody."""
    odds = p / (1.0 - p)
    total, k = mass, 0
    while u > total and k < n:
        mass *= (n - k) * odds * _over(k)
        k += 1
        more = total + mass
        if more == total:
            break
        total = more
    return float(k)


@_inner
def _poisson_settle(real: Number, near: bool, u: Number, mean: Number) -> Number:
    """Find the quantile from the expansion: one of the two neighbours when it is `near`, else a walk away."""
    if near:
        k = np.floor(real)
        return max(k + 1.0 if _poisson_below(k, mean, u) else k, 0.0)
    k = max((real + _ROUND) - _ROUND, 0.0)
    if _poisson_below(k, mean, u):
        k += 1.0
        while _poisson_below(k, mean, u):
            k += 1.0
        return k
    while k > 0.0 and not _poisson_below(k - 1.0, mean, u):
        k -= 1.0
    return k


@_inner
def _binomial_settle(real: Number, near: bool, u: Number, n: Number, p: Number) -> Number:
    """Find the quantile from the expansion: one of the two neighbours when it is `near`, else a walk away."""
    if near:
        k = np.floor(real)
        return min(max(k + 1.0 if _binomial_below(k, n, p, u) else k, 0.0), n)
    k = min(max((real + _ROUND) - _ROUND, 0.0), n)
    if _binomial_below(k, n, p, u):
        k += 1.0
        while _binomial_below(k, n, p, u):
            k += 1.0
        return k
    while k > 0.0 and not _binomial_below(k - 1.0, n, p, u):
        k -= 1.0
    return k


@_inner
def _error(z: Number, variance: Number, mean: Number) -> Number:
    """Return the bound of the error of the expansion."""
    square = z * z
    return (square * square + 2.4) / (80.0 * variance) + _ROUNDING * mean


@_inner
def _poisson_expansion(z: Number, mean: Number) -> Number:
    """Return the count at the normal quantile z before rounding, from a mean of 1."""
    sd = np.sqrt(mean)
    z2 = z * z
    return (sd - (z2 + 2.0) / (72.0 * sd)) * z + mean + (z2 - 1.0) * (1.0 / 6.0)


@_inner
def _binomial_expansion(z: Number, n: Number, p: Number, variance: Number) -> Number:
    """Return the count at the normal quantile z before rounding, from a variance n p (1 - p) of 1."""
    q = 1.0 - p
    pq = p * q
    sd = np.sqrt(variance)
    z2 = z * z
    skew = (7.0 * pq - 1.0) * (1.0 / 36.0) - z2 * ((1.0 + 2.0 * pq) * (1.0 / 72.0))
    return (skew / sd + sd) * z + n * p + (z2 - 1.0) * ((q - p) * (1.0 / 6.0))


@_inner
def _poisson_row(u: Any, z: Any, mean: Any, out: Any, hard: Any) -> None:
    """Fill a row of Poisson counts: first all by the expansion, then those that are `hard`."""
    some = False
    for j in range(len(out)):
        variance = max(mean[j], 1.0)
        real = _poisson_expansion(z[j], variance)
        z2 = z[j] * z[j]
        count = (real + _ROUND) - _ROUND
        # The error bound, without a division: |real - count| + error > 1/2.
        room = (0.5 - abs(real - count) - _ROUNDING * mean[j]) * (80.0 * variance)
        small = mean[j] < 1.0
        # P(X = 0) = e**-mean is 1 - mean at least.
        nobody = small & (u[j] <= _CERTAIN - mean[j])
        asks = ~nobody & (small | (z2 * z2 + 2.4 > room))
        hard[j] = asks
        some |= asks
        out[j] = 0.0 if nobody else real if asks else max(count, 0.0)
    if not some:
        return
    for j in range(len(out)):
        if hard[j]:
            if mean[j] < 1.0:
                out[j] = _poisson_search(u[j], mean[j])
            else:
                out[j] = _poisson_settle(out[j], _error(z[j], mean[j], mean[j]) < 0.5, u[j], mean[j])


@_inner
def _binomial_row(u: Any, z: Any, n: Any, p: Any, out: Any, few: Any, nobody: Any, at: Any, hard: Any) -> None:
    """Fill a row of binomial counts: first all by the expansion, then those that are `hard`.

    `few`, `nobody`, `at` and `hard`, of its length at least, are room to work in.
    """
    some = False
    for j in range(len(out)):
        variance = n[j] * (p[j] * (1.0 - p[j]))
        least = max(variance, 1.0)
        real = _binomial_expansion(z[j], n[j], p[j], least)
        z2 = z[j] * z[j]
        count = (real + _ROUND) - _ROUND
        room = (0.5 - abs(real - count) - _ROUNDING * (n[j] * p[j])) * (80.0 * least)
        small = variance < 1.0
        # P(X = 0) = (1 - p)**n is 1 - n p at least; and so for the failures, where these are the fewer.
        most = p[j] > 0.5
        rare = n[j] * min(p[j], 1.0 - p[j])
        extreme = small & ((1.0 - u[j] if most else u[j]) <= _CERTAIN - rare)
        asks = ~extreme & (small | (z2 * z2 + 2.4 > room))
        hard[j] = asks
        some |= asks
        settled = min(max(count, 0.0), n[j])
        out[j] = (n[j] if most else 0.0) if extreme else real if asks else settled
    if not some:
        return
    count = 0
    for j in range(len(out)):
        if hard[j]:
            variance = n[j] * (p[j] * (1.0 - p[j]))
            if variance < 1.0:
                at[count], few[count], nobody[count] = j, n[j], min(p[j], 1.0 - p[j])
                count += 1
            else:
                near = _error(z[j], variance, n[j] * p[j]) < 0.5
                out[j] = _binomial_settle(out[j], near, u[j], n[j], p[j])
    # Successes, or failures where these are the fewer: none of them at first, side by side.
    for i in range(count):
        nobody[i] = _binomial_nobody(few[i], nobody[i])
    for i in range(count):
        j = at[i]
        if p[j] > 0.5:
            out[j] = n[j] - _binomial_search(1.0 - u[j], n[j], 1.0 - p[j], nobody[i])
        else:
            out[j] = _binomial_search(u[j], n[j], p[j], nobody[i])


@_inner
def _draw_binomial_row(
    key0: Any, key1: Any, step: Any, block: Any, row: int,
    n: Any, p: Any, out: Any, u: Any, z: Any, few: Any, tail: Any, at: Any, hard: Any,
) -> None:  # fmt: skip
    """Fill a row of binomial counts at an address, without the random numbers that cannot matter."""
    open_ended, large = False, False
    for j in range(len(out)):
        variance = n[j] * (p[j] * (1.0 - p[j]))
        open_ended |= variance > 0.0
        large |= variance >= 1.0
    if not open_ended:
        for j in range(len(out)):
            out[j] = n[j] if p[j] > 0.5 else 0.0
        return
    _uniform_row(key0, key1, step, block, row, u)
    if large:
        _normal_row(u, z, tail, at)
    _binomial_row(u, z, n, p, out, few, tail, at, hard)


@_inner
def _draw_poisson_row(
    key0: Any, key1: Any, step: Any, block: Any, row: int,
    mean: Any, out: Any, u: Any, z: Any, tail: Any, at: Any, hard: Any,
) -> None:  # fmt: skip
    """Fill a row of Poisson counts at an address, without the random numbers that cannot matter."""
    open_ended, large = False, False
    for j in range(len(out)):
        open_ended |= mean[j] > 0.0
        large |= mean[j] >= 1.0
    if not open_ended:
        for j in range(len(out)):
            out[j] = 0.0
        return
    _uniform_row(key0, key1, step, block, row, u)
    if large:
        _normal_row(u, z, tail, at)
    _poisson_row(u, z, mean, out, hard)


@_inner
def _row_of(values: Any, start: int, each: int, room: Any) -> Any:
    """Return the row of a flat parameter that begins at `start`: a part of it, or `room` filled with its one number."""
    if each == 1:
        return values[start : start + len(room)]
    for j in range(len(room)):
        room[j] = values[start]
    return room


@_inner
def _within(values: Any, low: Number, high: Number) -> bool:
    """Tell whether all numbers are in [low, high]; NaN is not."""
    inside = True
    for j in range(len(values)):
        inside &= (values[j] >= low) & (values[j] <= high)
    return inside


# Numbers at an address ------------------------------------------------------------------------------------------------


@_kernel("none word word word word rows")
def uniform(key0: Any, key1: Any, step: Any, block: Any, out: Any) -> None:
    """Fill out (rows, draws) with uniforms strictly between 0 and 1."""
    for r in range(out.shape[0]):
        _uniform_row(key0, key1, step, block, r, out[r])


@_kernel("none word word word word rows")
def normal(key0: Any, key1: Any, step: Any, block: Any, out: Any) -> None:
    """Fill out (rows, draws) with standard normals."""
    size = out.shape[1]
    u, tail, at = np.empty(size), np.empty(size + 1), np.empty(size + 1, np.int32)
    for r in range(out.shape[0]):
        _uniform_row(key0, key1, step, block, r, u)
        _normal_row(u, out[r], tail, at)


@_kernel("bool word word word word in int int rows")
def poisson(key0: Any, key1: Any, step: Any, block: Any, mean: Any, row: int, each: int, out: Any) -> bool:
    """Fill out (rows, draws) with Poisson counts. False when a mean is below 0, infinite or NaN."""
    size = out.shape[1]
    u, z, tail, room = np.empty(size), np.zeros(size), np.empty(size + 1), np.empty(size)
    at, hard = np.empty(size + 1, np.int32), np.empty(size, np.bool_)
    for r in range(out.shape[0]):
        means = _row_of(mean, r * row, each, room)
        if not _within(means, 0.0, _TWO_52):
            return False
        _draw_poisson_row(key0, key1, step, block, r, means, out[r], u, z, tail, at, hard)
    return True


@_kernel("bool word word word word in int int in int int rows")
def binomial(
    key0: Any, key1: Any, step: Any, block: Any,
    n: Any, n_row: int, n_each: int, p: Any, p_row: int, p_each: int, out: Any,
) -> bool:  # fmt: skip
    """Fill out (rows, draws) with binomial counts. False when an n is below 0 or a p is outside 0..1."""
    size = out.shape[1]
    u, z, few, tail = np.empty(size), np.zeros(size), np.empty(size), np.empty(size + 1)
    n_room, p_room = np.empty(size), np.empty(size)
    at, hard = np.empty(size + 1, np.int32), np.empty(size, np.bool_)
    for r in range(out.shape[0]):
        ns, ps = _row_of(n, r * n_row, n_each, n_room), _row_of(p, r * p_row, p_each, p_room)
        if not (_within(ns, 0.0, _TWO_52) and _within(ps, 0.0, 1.0)):
            return False
        _draw_binomial_row(key0, key1, step, block, r, ns, ps, out[r], u, z, few, tail, at, hard)
    return True


@_kernel("bool word word word word in table tree rows")
def split(key0: Any, key1: Any, step: Any, block: Any, n: Any, weights: Any, tree: Any, out: Any) -> bool:
    """Divide n (draws,) at random over out (K, draws) by weights (K, draws) or (K, 1): a tree of binomial splits.

    tree (K - 1, 3) says where a segment begins, is cut and ends, in the order of the rows of random numbers. The people
    of a segment stand at its first entry until it is split. False when a weight is below 0 or NaN, or when somebody
    is to be divided where all weights are 0.
    """
    entries, size = out.shape
    width = weights.shape[1]
    each = int(width > 1)
    upto = np.zeros((entries + 1, width))
    for k in range(entries):
        if not _within(weights[k], 0.0, np.inf):
            return False
        for j in range(width):
            upto[k + 1, j] = upto[k, j] + weights[k, j]
    for j in range(size):
        if not n[j] >= 0.0 or (upto[entries, j * each] == 0.0 and n[j] > 0.0):
            return False
        out[0, j] = n[j]
    u, z, few, tail = np.empty(size), np.zeros(size), np.empty(size), np.empty(size + 1)
    share, room, first = np.empty(width), np.empty(size), np.empty(size)
    at, hard = np.empty(size + 1, np.int32), np.empty(size, np.bool_)
    for s in range(len(tree)):
        low, middle, high = tree[s]
        for j in range(width):
            whole = upto[high, j] - upto[low, j]
            part = (upto[middle, j] - upto[low, j]) / whole if whole > 0.0 else 0.0
            share[j] = min(max(part, 0.0), 1.0)
        shares = _row_of(share, 0, each, room)
        _draw_binomial_row(key0, key1, step, block, s, out[low], shares, first, u, z, few, tail, at, hard)
        for j in range(size):
            out[middle, j] = out[low, j] - first[j]
            out[low, j] = first[j]
    return True


@_kernel("bool in in out")
def poisson_quantile(u: Any, mean: Any, out: Any) -> bool:
    """Fill out with the Poisson quantiles at u. False when a mean is below 0, infinite or NaN."""
    size = len(u)
    z, tail, at, hard = np.empty(size), np.empty(size + 1), np.empty(size + 1, np.int32), np.empty(size, np.bool_)
    if not _within(mean, 0.0, _TWO_52):
        return False
    _normal_row(u, z, tail, at)
    _poisson_row(u, z, mean, out, hard)
    return True


@_kernel("bool in in in out")
def binomial_quantile(u: Any, n: Any, p: Any, out: Any) -> bool:
    """Fill out with the binomial quantiles at u. False when an n is below 0 or a p is outside 0..1."""
    size = len(u)
    z, few, tail = np.empty(size), np.empty(size), np.empty(size + 1)
    at, hard = np.empty(size + 1, np.int32), np.empty(size, np.bool_)
    if not (_within(n, 0.0, _TWO_52) and _within(p, 0.0, 1.0)):
        return False
    _normal_row(u, z, tail, at)
    _binomial_row(u, z, n, p, out, few, tail, at, hard)
    return True


# The design -----------------------------------------------------------------------------------------------------------


@_inner
def _mix(x: Any) -> Any:
    """Mix the bits of a word: the finaliser of SplitMix64 (Steele, Lea and Flood 2014)."""
    x = (x ^ (x >> U(30))) * U(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> U(27))) * U(0x94D049BB133111EB)
    return x ^ (x >> U(31))


@_inner
def _scramble(number: Any, key: Any) -> Any:
    """Flip each of 32 bits by a coin that depends on the bits above it (Owen 1995)."""
    found, step = U(0), U(0)
    for depth in range(32):
        shift = U(31 - depth)
        step += U(0x9E3779B97F4A7C15)
        coin = _mix(_mix((number >> (shift + U(1))) ^ key) + step) >> U(63)
        found |= (((number >> shift) & U(1)) ^ coin) << shift
    return found


@_kernel("none word word whole out")
def column(key0: Any, key1: Any, draws: Any, out: Any) -> None:
    """Fill out with the quantiles of these draws in a column of the design: van der Corput, shuffled and scrambled."""
    for j in range(len(draws)):
        bits = _scramble(U(draws[j]), key0)
        turned = U(0)
        for _ in range(32):
            turned = (turned << U(1)) | (bits & U(1))
            bits >>= U(1)
        out[j] = (np.float64(_scramble(turned, key1)) + 0.5) * 2.0**-32


# Mathematics on arrays ------------------------------------------------------------------------------------------------


@_kernel("none in out")
def exp(x: Any, out: Any) -> None:
    """Fill out with e**x."""
    for j in range(len(x)):
        out[j] = _exp(x[j])


@_kernel("none in out")
def log(x: Any, out: Any) -> None:
    """Fill out with log x; what is no normal number above 0 is done apart, so that the rest goes several at once."""
    plain = True
    for j in range(len(x)):
        plain &= (x[j] >= _LEAST_NORMAL) & (x[j] < np.inf)
        out[j] = _log_normal(x[j])
    if not plain:
        for j in range(len(x)):
            out[j] = _log(x[j])


@_kernel("none in out")
def log1p(x: Any, out: Any) -> None:
    """Fill out with log(1 + x)."""
    for j in range(len(x)):
        out[j] = _log1p(x[j])


@_kernel("none in in int out")
def power(x: Any, y: Any, each: int, out: Any) -> None:
    """Fill out with x**y for x of 0 or more; y has a number for each of x, or (each 0) one for all."""
    plain = True
    for j in range(len(x)):
        plain &= (x[j] >= _LEAST_NORMAL) & (x[j] < np.inf)
        out[j] = _log_normal(x[j])
    exponents = y if each == 1 else np.full(len(x), y[0])
    for j in range(len(x)):
        raised = _exp(exponents[j] * out[j])
        out[j] = x[j] if exponents[j] == 1.0 else raised
    if not plain:
        for j in range(len(x)):
            out[j] = _power(x[j], exponents[j])


@_kernel("none in out")
def expit(x: Any, out: Any) -> None:
    """Fill out with 1 / (1 + e**-x)."""
    for j in range(len(x)):
        out[j] = 1.0 / (1.0 + _exp(-x[j]))


@_kernel("none in out")
def logit(p: Any, out: Any) -> None:
    """Fill out with log(p / (1 - p))."""
    for j in range(len(p)):
        out[j] = _log(p[j] / (1.0 - p[j]))


@_kernel("none in out")
def ndtr(x: Any, out: Any) -> None:
    """Fill out with the chance that a standard normal number is below x, within 1e-15 of it, tails included."""
    plain = True
    for j in range(len(x)):
        plain &= abs(x[j]) <= _NDTR_FAR
        out[j] = _ndtr_tail(abs(x[j]))
    if not plain:
        for j in range(len(x)):
            if not abs(x[j]) <= _NDTR_FAR:
                out[j] = _ndtr_far_tail(abs(x[j]))
    # e**(-y*y/2) in two parts: a rounded square would cost digits far out.
    for j in range(len(x)):
        near = _sixteenth(abs(x[j]))
        out[j] *= _exp(-near * near * 0.5)
    for j in range(len(x)):
        near = _sixteenth(abs(x[j]))
        y = min(abs(x[j]), 40.0)
        out[j] *= _exp(-(y - near) * (y + near) * 0.5)
    for j in range(len(x)):
        far = 1.0 - out[j] if x[j] > 0.0 else out[j]
        out[j] = _ndtr_centre(x[j]) if abs(x[j]) <= 0.67448975 else far
    if not plain:
        for j in range(len(x)):
            if x[j] != x[j]:
                out[j] = x[j]


@_kernel("none in out")
def ndtri(p: Any, out: Any) -> None:
    """Fill out with the normal quantiles of p: the centre of all, and then those that are not in it."""
    for j in range(len(p)):
        out[j] = _ndtri_centre(p[j] - 0.5)
    for j in range(len(p)):
        if not abs(p[j] - 0.5) <= 0.425:
            out[j] = _ndtri(p[j])


@_kernel("none in in in out")
def interp(x: Any, at: Any, values: Any, out: Any) -> None:
    """Fill out with the linear interpolation at x between the points (at, values), of which `at` rises."""
    last = len(at) - 1
    for j in range(len(x)):
        if not x[j] > at[0]:
            out[j] = values[0] if x[j] == x[j] else x[j]
        elif x[j] >= at[last]:
            out[j] = values[last]
        else:
            low, high = 0, last
            while high - low > 1:
                middle = (low + high) // 2
                if at[middle] <= x[j]:
                    low = middle
                else:
                    high = middle
            slope = (values[high] - values[low]) / (at[high] - at[low])
            out[j] = values[low] + slope * (x[j] - at[low])


# Flows ----------------------------------------------------------------------------------------------------------------

DONE, NEGATIVE, BROKEN, TOO_MANY = 0, 1, 2, 3
"""What `move` returns: done · less than nobody, or NaN · not whole people · more than there are."""


@_kernel("int in int int rows rows whole rows whole rows")
def move(
    count: Any, row: int, each: int, moved: Any, source: Any, origin: Any, target: Any, destination: Any, total: Any
) -> int:
    """Move people: row r of the flow from row origin[r] of source to row destination[r] of target, and count them.

    count is flat. moved (rows, draws) receives what moves, and total (rows, draws) grows by it. A source or target
    without rows is outside the system. Nothing changes unless DONE is returned, but `moved`.
    """
    rows, size = moved.shape
    room = np.empty(size)
    inside, onwards = len(source) > 0, len(target) > 0
    why, lack = DONE, False
    done = 0
    while done < rows and why == DONE:
        negative, broken, some = False, False, False
        given, people = _row_of(count, done * row, each, room), moved[done]
        for j in range(size):
            x = given[j]
            negative |= not (x >= 0.0)
            broken |= x != (x + _ROUND) - _ROUND
            some |= x != 0.0
            people[j] = x
        if negative or broken:
            why = NEGATIVE if negative else BROKEN
            break
        # Where nobody moves there is nothing to add.
        if some:
            so_far = total[done]
            for j in range(size):
                so_far[j] += people[j]
            if inside:
                left = source[origin[done]]
                for j in range(size):
                    left[j] -= people[j]
                    lack |= left[j] < 0.0
            if onwards:
                there = target[destination[done]]
                for j in range(size):
                    there[j] += people[j]
        done += 1
    if why == DONE and lack:
        why = TOO_MANY
    if why != DONE:
        # Whole numbers: taken back they are what they were, to the bit.
        for r in range(done):
            for j in range(size):
                total[r, j] -= moved[r, j]
                if inside:
                    source[origin[r], j] += moved[r, j]
                if onwards:
                    target[destination[r], j] -= moved[r, j]
    return why


@_kernel("none in table rows")
def proportional(total: Any, n: Any, out: Any) -> None:
    """Divide total (draws,) over out (K, draws) in proportion to n (K, draws), in whole numbers, at most n each."""
    entries, size = n.shape
    share, reached, before = np.empty(BLOCK), np.empty(BLOCK), np.empty(BLOCK)
    # A piece at a time, so that what is worked on stays near the processor.
    for start in range(0, size, BLOCK):
        end = min(start + BLOCK, size)
        some = False
        for j in range(end - start):
            some |= total[start + j] != 0.0
            reached[j], before[j] = 0.0, 0.0
        if not some:
            for k in range(entries):
                out[k, start:end] = 0.0
            continue
        for k in range(entries):
            people = n[k, start:end]
            for j in range(end - start):
                reached[j] += people[j]
        for j in range(end - start):
            share[j] = min(total[start + j], reached[j]) / max(reached[j], 1.0)
            reached[j] = 0.0
        for k in range(entries):
            people, divided = n[k, start:end], out[k, start:end]
            for j in range(end - start):
                reached[j] += people[j]
                # Nudged up, so that a share of exactly one does not lose the last person to rounding.
                until = np.floor(reached[j] * share[j] + 1e-6)
                divided[j] = until - before[j]
                before[j] = until


# Queues ---------------------------------------------------------------------------------------------------------------
# A queue is a cumulative curve of arrivals in units of survivors. curve[r, i] is of all who came to element i on or
# before days[r]: their number (CAME) and the sum of their days of arrival (DAYS), side by side because both are asked
# at once. Row `last` is the latest day. A unit is alive[i] people.

CAME, DAYS = 0, 1


@_kernel("none in out curve int bool float")
def arrive(count: Any, alive: Any, curve: Any, last: int, fresh: bool, day: Number) -> None:
    """Add the people who come on `day` to row `last`; it is `fresh` when nobody came on that day before."""
    before = last - 1 if fresh else last
    for i in range(len(count)):
        units = count[i] / alive[i]
        curve[last, i, CAME] = curve[before, i, CAME] + units
        curve[last, i, DAYS] = curve[before, i, DAYS] + units * day


@_kernel("none in table rows")
def allot(places: Any, n: Any, out: Any) -> None:
    """Allot places (elements,) to n (classes, elements), the first class first: of these out get one."""
    before = np.zeros(len(places))
    for c in range(n.shape[0]):
        waiting, given = n[c], out[c]
        for i in range(len(places)):
            given[i] = min(max(places[i] - before[i], 0.0), waiting[i])
            before[i] += waiting[i]


@_kernel("none in in out out out heads curve in int float out out out out")
def serve(
    count: Any, n: Any, alive: Any, served: Any, served_sum: Any, head: Any, curve: Any, days: Any,
    last: int, today: Number, wait: Any, begin: Any, end: Any, scale: Any,
) -> None:  # fmt: skip
    """Serve `count` people, who were first; n are left.

    served is where the curve is served up to, served_sum the days of arrival up to there, head the row below it. wait
    receives the mean days that those served have waited (NaN where nobody was), begin, end and scale the part of the
    curve that was served, and the people in a unit of it.
    """
    for i in range(len(count)):
        start, start_sum = served[i], served_sum[i]
        if count[i] == 0.0:
            wait[i], begin[i], end[i], scale[i] = np.nan, start, start, alive[i]
            continue
        position = min(start + count[i] / alive[i], curve[last, i, CAME])
        row = head[i]
        while row + 1 < last and curve[row + 1, i, CAME] < position:
            row += 1
        head[i] = row
        # At the end of a cohort its own sum, however the walk came there.
        if row == last or position == curve[row, i, CAME]:
            total = curve[row, i, DAYS]
        elif position == curve[row + 1, i, CAME]:
            total = curve[row + 1, i, DAYS]
        else:
            total = curve[row, i, DAYS] + days[row + 1] * (position - curve[row, i, CAME])
        wait[i] = today - (total - start_sum) / (position - start)
        begin[i], end[i], scale[i] = start, position, alive[i]
        served[i], served_sum[i] = position, total
        if n[i] == 0.0:
            alive[i], served[i], served_sum[i] = 1.0, curve[last, i, CAME], curve[last, i, DAYS]


@_kernel("bool in in out out out curve int float")
def leave(count: Any, n: Any, alive: Any, served: Any, served_sum: Any, curve: Any, last: int, floor: Number) -> bool:
    """Let `count` people leave, every cohort losing the same share; n are left. True when a unit is below `floor`."""
    small = False
    for i in range(len(count)):
        alive[i] *= 1.0 - count[i] / max(n[i] + count[i], 1.0)
        if n[i] == 0.0:
            alive[i], served[i], served_sum[i] = 1.0, curve[last, i, CAME], curve[last, i, DAYS]
        small |= alive[i] < floor
    return small


@_kernel("none curve whole int in in rows")
def waiting(curve: Any, row: Any, each: int, served: Any, alive: Any, found: Any) -> None:
    """Count who waits of those who came up to a row of the curve.

    `row` has one for all elements for every rung of `found` (rungs, elements); or, if `each` is 1, one per element for
    its only rung.
    """
    for rung in range(len(found)):
        here = found[rung]
        for i in range(len(served)):
            here[i] = max(curve[row[rung + each * i], i, CAME] - served[i], 0.0) * alive[i]


@_kernel("none curve whole int in in in rows")
def served_late(curve: Any, row: Any, each: int, begin: Any, end: Any, scale: Any, found: Any) -> None:
    """Count those of the last service who came up to a row of the curve, with rows as `waiting` has them."""
    for rung in range(len(found)):
        here = found[rung]
        for i in range(len(begin)):
            here[i] = max(min(curve[row[rung + each * i], i, CAME], end[i]) - begin[i], 0.0) * scale[i]


# Delays and pools -----------------------------------------------------------------------------------------------------


@_kernel("none in out float in int rows")
def delay(count: Any, later_left: Any, elapsed: Number, months: Any, each: int, calendar: Any) -> None:
    """Put people in the calendar (months from now, elements) of a delay, who may leave after their months.

    Fractions of a month are divided over the two months around them, and fractions of a person who should stay a month
    longer are kept in `later_left` for who comes next. Beyond the calendar they are in its last row.
    """
    top = float(calendar.shape[0] - 1)
    for i in range(len(count)):
        stay = max(months[i * each], 1.0) + elapsed
        whole = np.floor(stay)
        share = count[i] * (stay - whole) + later_left[i]
        later = min(np.floor(share + 1e-9), count[i])
        later_left[i] = share - later
        calendar[int(min(whole, top)), i] += count[i] - later
        calendar[int(min(whole + 1.0, top)), i] += later


@_kernel("none rows in in")
def put(calendar: Any, month: Any, count: Any) -> None:
    """Add each count to its month of the calendar (months, elements); later months are the last."""
    top = float(calendar.shape[0] - 1)
    for i in range(len(count)):
        calendar[int(min(month[i], top)), i] += count[i]


@_kernel("none table int in out")
def ends_within(endings: Any, here: int, months: Any, out: Any) -> None:
    """Count what ends after month `here` and within months (draws,) of it: endings (months, elements), out (elements,).

    An element is an entry and a draw, draws last.
    """
    size = len(months)
    most = 0.0
    for j in range(size):
        most = max(most, months[j])
    for i in range(len(out)):
        out[i] = 0.0
    for month in range(1, int(most) + 1):
        ending = endings[here + month]
        for first in range(0, len(out), size):
            for j in range(size):
                out[first + j] += ending[first + j] if month <= months[j] else 0.0


@_kernel("none whole in in in float in out")
def ordered_ends_within(at: Any, ready: Any, end: Any, places: Any, here: float, months: Any, out: Any) -> None:
    """Add to out (elements,) what of an order is not open yet and ends in time: so many places at each element `at`."""
    size = len(months)
    for i in range(len(at)):
        if ready[i] > here and end[i] <= here + months[at[i] % size]:
            out[at[i]] += places[i]


@_kernel("bool whole in in in float rows")
def open_order(at: Any, ready: Any, end: Any, places: Any, month: float, endings: Any) -> bool:
    """Enter the end dates of what of an order opens this month in endings (months, elements). True when more comes."""
    top = float(endings.shape[0] - 1)
    later = False
    for i in range(len(at)):
        if ready[i] == month:
            endings[int(min(end[i], top)), at[i]] += places[i]
        later |= ready[i] > month
    return later


@_kernel("none in rows")
def cancel(count: Any, endings: Any) -> None:
    """Take so many places of each element from endings (months, elements), the first month foremost."""
    for i in range(len(count)):
        left, month = count[i], 0
        while left > 0.0 and month < endings.shape[0]:
            cancelled = min(endings[month, i], left)
            endings[month, i] -= cancelled
            left -= cancelled
            month += 1


# Mixtures -------------------------------------------------------------------------------------------------------------
# People of several kinds in one place, of whom everybody has the same chance to leave: of each kind leaves a part.


@_kernel("none rows in in rows rows")
def leave_mixed(n: Any, away: Any, onward: Any, onto: Any, share: Any) -> None:
    """Take away (draws,) from n (kinds, draws), the same part of every kind, and add onward (draws,) of it to onto.

    share (kinds, draws), if it has rows, is filled with what each kind was of all. No kind goes below nobody.
    """
    kinds, size = n.shape
    whole, part = np.zeros(size), np.empty(size)
    for k in range(kinds):
        people = n[k]
        for j in range(size):
            whole[j] += people[j]
    for j in range(size):
        whole[j] = max(whole[j], 1.0)
    for k in range(kinds):
        people, there = n[k], onto[k]
        for j in range(size):
            part[j] = people[j] / whole[j]
        for j in range(size):
            there[j] += part[j] * onward[j]
            people[j] = max(people[j] - part[j] * away[j], 0.0)
        if len(share) > 0:
            share[k] = part


@_kernel("none table tree shares rows")
def came_from(count: Any, month: Any, share: Any, out: Any) -> None:
    """Fill out (kinds, draws) with the kinds of count (rows, draws), of whom came in month[row, draw] a mixture.

    share (months, draws, kinds or more) is what each kind was of all who came in a month.
    """
    kinds, size = out.shape
    found = np.empty(kinds)
    for j in range(size):
        found[:] = 0.0
        for r in range(len(count)):
            people, mixture = count[r, j], share[month[r, j], j]
            for k in range(kinds):
                found[k] += people * np.float64(mixture[k])
        for k in range(kinds):
            out[k, j] = found[k]


# Recording ------------------------------------------------------------------------------------------------------------

_LARGEST = 2147483647.0
"""The largest count that can be stored."""


@_kernel("bool table counts")
def enter(count: Any, out: Any) -> bool:
    """Record whole numbers (rows, draws) in out. False when one does not fit."""
    fits = True
    for r in range(out.shape[0]):
        for j in range(out.shape[1]):
            fits &= count[r, j] <= _LARGEST
            out[r, j] = np.int32(min(count[r, j], _LARGEST))
    return fits


@_kernel("bool rows counts")
def enter_total(total: Any, out: Any) -> bool:
    """Record what a flow has counted, and start it anew at nought. False when a number does not fit."""
    fits = True
    for r in range(out.shape[0]):
        for j in range(out.shape[1]):
            fits &= total[r, j] <= _LARGEST
            out[r, j] = np.int32(min(total[r, j], _LARGEST))
            total[r, j] = 0.0
    return fits


@_kernel("bool rows whole counts")
def enter_total_over(total: Any, into: Any, out: Any) -> bool:
    """Record what a flow has counted, the sum of the rows r of which into[r] is one row of out, and start it anew."""
    sums, size = np.zeros(out.shape), out.shape[1]
    for r in range(len(total)):
        people, together = total[r], sums[into[r]]
        for j in range(size):
            together[j] += people[j]
            people[j] = 0.0
    fits = True
    for r in range(len(sums)):
        for j in range(size):
            fits &= sums[r, j] <= _LARGEST
            out[r, j] = np.int32(min(sums[r, j], _LARGEST))
    return fits


@_kernel("none in int int in int int rows rows")
def weigh(value: Any, row: int, each: int, weight: Any, w_row: int, w_each: int, sums: Any, weights: Any) -> None:
    """Add value times weight, where the weight is above 0, to sums (rows, draws), and the weight to weights."""
    rows, size = sums.shape
    value_room, weight_room = np.empty(size), np.empty(size)
    for r in range(rows):
        x, w = _row_of(value, r * row, each, value_room), _row_of(weight, r * w_row, w_each, weight_room)
        for j in range(size):
            sums[r, j] += x[j] * w[j] if w[j] > 0.0 else 0.0
            weights[r, j] += w[j]


@_kernel("none rows rows rows")
def average(sums: Any, weights: Any, out: Any) -> None:
    """Fill out (rows, draws) with the weighted means, NaN without weight, and start sums and weights anew.

    Unknown is a mean over nobody; what went wrong in one over somebody is infinite, which no outcome may be.
    """
    rows, size = sums.shape
    for r in range(rows):
        for j in range(size):
            mean = sums[r, j] / weights[r, j] if weights[r, j] > 0.0 else np.nan
            out[r, j] = np.inf if weights[r, j] != 0.0 and mean != mean else mean
            sums[r, j] = 0.0
            weights[r, j] = 0.0


# Demand under a deductible --------------------------------------------------------------------------------------------
# A cell is a group of people (an age, a sex and an income); cells of the same curve follow each other. People in a cell
# differ in health, which they know, and in luck, which they do not. A stratum is a class of one and of the other, and
# relative[(curve, health, luck), draws] is what it needs against the mean of the cell. The first kind of care is
# treatments: at most a maximum for each can count for the deductible; the rest counts in full. Of what is needed of a
# kind people ask for e**(-sensitivity * price). Tables have draws last, and their first axes flattened.

MYOPIA, FIRST, EXPONENT, EUROS = 0, 1, 2, 3
"""Rows of `response`: the weight of the price today, the cost of a first treatment, how costs make treatments, and how
far people weigh the price of a treatment in euros and not as a share of its cost."""
DEDUCTIBLE, MAXIMUM = 0, 1
"""Rows of a `price`: euros a year, and euros that count for each treatment (infinite: all of it)."""
_ROUNDS = 3
"""How often the expected price and the need at that price are worked out from each other."""
_TREATMENT_ROUNDS = 2
"""How often the price of a treatment and the demand at that price are worked out from each other."""
_NOTHING = 1e-3
"""Euros that are nothing: what is divided by is at least this."""
_LEAST = 1e-9
"""The same, of needs."""


@_inline
def _exp_within(x: Number) -> Number:
    """Return `_exp` of x from -700 to 700, to the last bit; a lower x is -700, which is nothing."""
    inside = max(x, -700.0)
    k = (inside * _LOG2_E + _ROUND) - _ROUND
    high, low = inside - k * _LN2_HIGH, k * _LN2_LOW
    r = high - low
    t = r * r
    c = 4.13813679705723846039e-08 * t - 1.65339022054652515390e-06
    c = c * t + 6.61375632143793436117e-05
    c = c * t - 2.77777777770155933842e-03
    c = c * t + 1.66666666666666019037e-01
    c = r - t * c
    return (1.0 - ((low - (r * c) / (2.0 - c)) - high)) * _power_of_two(k)


@_inline
def _chance_below(x: Number) -> Number:
    """Return the chance that a standard normal number is below x, within 1e-15 (not: to 1e-15 of a small chance)."""
    y = abs(x)
    tail = _ndtr_tail(y) * _exp_within(-0.5 * y * y)
    far = 1.0 - tail if x > 0.0 else tail
    centre = _ndtr_centre(x)
    return centre if y <= 0.67448975 else far


@_kernel("none in table table rows")
def curve_costs(at: Any, values: Any, score: Any, out: Any) -> None:
    """Fill out (curves * scores, draws) with e**curve at score (scores, draws).

    Curves are linear between the points (at, values), values (curves * points, draws), and level beyond them.
    """
    points, (scores, size) = len(at), score.shape
    below, share, level = np.empty(size, np.int64), np.empty(size), np.empty(size)
    for s in range(scores):
        x = score[s]
        for j in range(size):
            below[j] = 0
        for k in range(1, points - 1):
            point = at[k]
            for j in range(size):
                below[j] += int(x[j] >= point)
        for j in range(size):
            k = below[j]
            share[j] = min(max((x[j] - at[k]) / (at[k + 1] - at[k]), 0.0), 1.0)
        for c in range(values.shape[0] // points):
            for j in range(size):
                low = values[c * points + below[j], j]
                level[j] = low + (values[c * points + below[j] + 1, j] - low) * share[j]
            cost = out[c * scores + s]
            for j in range(size):
                cost[j] = _exp_within(level[j])


@_kernel("none in table float float in rows")
def curve_means(at: Any, values: Any, first: Number, step: Number, weight: Any, out: Any) -> None:
    """Fill out (curves, draws) with the sum of weight * e**curve at the scores first, first + step, and so on.

    Curves are as in `curve_costs`. Between two points the exponentials are a geometric series.
    """
    points, size = len(at), out.shape[1]
    term, ratio = np.empty(size), np.empty(size)
    for c in range(out.shape[0]):
        total, k = out[c], -1
        low = values[c * points]
        for j in range(size):
            total[j] = 0.0
            term[j] = _exp(low[j])
            ratio[j] = 1.0
        for i in range(len(weight)):
            score = first + i * step
            new = False
            while k + 1 < points and score >= at[k + 1]:
                k += 1
                new = True
            if new:
                low, high = values[c * points + k], values[c * points + min(k + 1, points - 1)]
                width = at[k + 1] - at[k] if k + 1 < points else 1.0
                apart = score - at[k]
                for j in range(size):
                    slope = (high[j] - low[j]) / width
                    term[j] = _exp(low[j] + slope * apart)
                    ratio[j] = _exp(slope * step)
            w = weight[i]
            for j in range(size):
                total[j] += w * term[j]
                term[j] *= ratio[j]


@_inner
def _scores_row(at: Any, values: Any, slopes: Any, first: int, level: Any, out: Any) -> None:
    """Fill out with the scores at which a curve, whose points begin at row `first` of values, has these levels.

    A curve rises: of what no level reaches nothing is added, and it is left out.
    """
    lowest = at[0]
    for j in range(len(out)):
        out[j] = lowest
    for k in range(len(at) - 1):
        low, slope, width = values[first + k], slopes[k], at[k + 1] - at[k]
        reached = False
        for j in range(len(out)):
            out[j] += min(max((level[j] - low[j]) * slope[j], 0.0), width)
            reached |= level[j] > low[j]
        if not reached:
            break


@_inner
def _chances_row(score: Any, root: Any, over: Any, state: Number, out: Any) -> None:
    """Fill out with the chances of less than these scores in a state of health."""
    for j in range(len(out)):
        out[j] = _chance_below((score[j] - root[j] * state) * over[j])


@_kernel("none table table table rows rows rows")
def mix(need: Any, beta: Any, sector: Any, mean: Any, treated: Any, rest: Any) -> None:
    """Compute mean need, the share of treatments and the sensitivity of the rest from need (cells * kinds, draws).

    The sensitivity of a kind is beta (cells, draws) times sector (kinds, draws). mean, treated and rest are (cells,
    draws); the rest together has the demand that its kinds have at the full price.
    """
    kinds, size = sector.shape
    asked = np.empty(size)
    for cell in range(mean.shape[0]):
        whole, part, together, b = mean[cell], treated[cell], rest[cell], beta[cell]
        for j in range(size):
            whole[j] = 0.0
            asked[j] = 0.0
        for kind in range(kinds):
            n, s = need[cell * kinds + kind], sector[kind]
            for j in range(size):
                whole[j] += n[j]
            if kind > 0:
                for j in range(size):
                    asked[j] += n[j] * _exp_within(-b[j] * s[j])
        n = need[cell * kinds]
        for j in range(size):
            whole[j] = max(whole[j], _LEAST)
            part[j] = n[j] / whole[j]
        for j in range(size):
            share = asked[j] / (whole[j] * max(1.0 - part[j], _LEAST))
            together[j] = -_log_normal(min(max(share, 1e-30), 1.0))


@_inner
def _counted_row(cost: Any, maximum: Any, response: Any, room: Any, out: Any) -> None:
    """Fill out with what counts of a cost of treatments: at most the maximum for each of them.

    They are (cost / first) ** exponent treatments, and at least one.
    """
    first, exponent = response[FIRST], response[EXPONENT]
    several = False
    for j in range(len(out)):
        room[j] = max(cost[j] / first[j], 1.0)
        several |= room[j] > 1.0
    # Of one treatment the power is 1, to the last bit.
    if several:
        for j in range(len(out)):
            room[j] = exponent[j] * _log_normal(room[j])
        for j in range(len(out)):
            room[j] = _exp_within(room[j])
    for j in range(len(out)):
        out[j] = min(cost[j], room[j] * maximum[j])


@_inner
def _prices_row(counted: Any, cost: Any, number: Any, limit: Any, response: Any, now: Any, later: Any) -> None:
    """Fill now and later with the price of treatments under a maximum, from 0 to 1: that of today, and that expected.

    counted is what counts of a cost of treatments, of which there are `number`, as `_counted_row` gives them; it may be
    `now`. In euros the price is what counts of a treatment against what would count of it without a maximum, which is
    no more than the deductible: so is the price that is expected when the year ends. As a share it is what counts of a
    euro of cost, of which a maximum leaves next to nothing where care is dear. That of today is between the two. Where
    the maximum is the deductible itself the expected price is 1, as without one.
    """
    euros = response[EUROS]
    for j in range(len(now)):
        whole = min(cost[j], number[j] * limit[j])
        in_euros = min(counted[j], whole) / max(whole, _NOTHING)
        as_share = counted[j] / max(cost[j], _NOTHING)
        later[j] = in_euros
        now[j] = as_share + euros[j] * (in_euros - as_share)


@_inner
def _any_maximum(maximum: Any) -> bool:
    """Tell whether there is a maximum in any draw."""
    some = False
    for j in range(len(maximum)):
        some |= maximum[j] < np.inf
    return some


@_kernel("none in table in in table table table table table table rows")
def unfilled(
    at: Any, values: Any, known: Any, health: Any,
    mean: Any, treated: Any, beta: Any, rest: Any, response: Any, price: Any, out: Any,
) -> None:  # fmt: skip
    """Fill out (cells * health, draws) with the chance that people do not use up their deductible.

    The need of a cell is mean (cells, draws) times e**curve, as in `curve_costs`, at the score sqrt(known) * health +
    sqrt(1 - known) * luck, of which health (health,) is known, and luck is a standard normal number. treated (cells,
    draws) is the share of treatments in it; beta and rest are the sensitivity of treatments and of the rest.

    Two fixed points at once: the need at which the deductible is just used up, and the chance of less than that, on
    which it depends, because who expects to pay asks for less.
    """
    points, states, (cells, size) = len(at), len(health), mean.shape
    alike = cells // (values.shape[0] // points)
    myopia, limit, maximum = response[MYOPIA], price[DEDUCTIBLE], price[MAXIMUM]
    capped = _any_maximum(maximum)
    slopes, root, over = np.empty((points - 1, size)), np.empty(size), np.empty(size)
    # Of treatments and of the rest while the deductible is open; the level, the score.
    some, others, level, score, expected = (
        np.empty(size), np.empty(size), np.empty(size), np.empty(size), np.empty(size)
    )  # fmt: skip
    counted, room = np.empty(size), np.empty(size)
    needed, prices, laters = np.empty((states, size)), np.empty((states, size)), np.empty((states, size))
    for j in range(size):
        root[j] = np.sqrt(known[j])
        over[j] = 1.0 / np.sqrt(1.0 - known[j])
    for cell in range(cells):
        curve = cell // alike * points
        if cell % alike == 0:
            for k in range(points - 1):
                low, high, width, slope = values[curve + k], values[curve + k + 1], at[k + 1] - at[k], slopes[k]
                for j in range(size):
                    slope[j] = width / max(high[j] - low[j], _LEAST)
        whole, part, b, b_rest = mean[cell], treated[cell], beta[cell], rest[cell]
        for j in range(size):
            expected[j] = 0.5
        for h in range(states):
            for j in range(size):
                needed[h, j] = limit[j]
                prices[h, j] = 1.0
                laters[h, j] = 1.0
        for i in range(_ROUNDS):
            # Health makes no difference in the first round.
            for h in range(states if i > 0 else 1):
                chance = out[cell * states + h] if i > 0 else expected
                for j in range(size):
                    others[j] = -b_rest[j] * (myopia[j] + (1.0 - myopia[j]) * chance[j])
                for j in range(size):
                    some[j] = -b[j] * (myopia[j] + (1.0 - myopia[j]) * chance[j])
                if capped:
                    need, price_now, later = needed[h], prices[h], laters[h]
                    for j in range(size):
                        held = -b[j] * (myopia[j] * price_now[j] + (1.0 - myopia[j]) * chance[j] * later[j])
                        room[j] = part[j] * need[j] * _exp_within(held)
                    _counted_row(room, maximum, response, score, counted)
                    _prices_row(counted, room, score, limit, response, price_now, later)
                for j in range(size):
                    some[j] = _exp_within(some[j])
                for j in range(size):
                    others[j] = _exp_within(others[j])
                for j in range(size):
                    level[j] = limit[j] / max(part[j] * some[j] + (1.0 - part[j]) * others[j], 1e-300)
                if capped:
                    # Who asks for less, or for what counts for less, has to need more to use it up.
                    for j in range(size):
                        all_counted = counted[j] + (1.0 - part[j]) * need[j] * others[j]
                        need[j] = need[j] * limit[j] / max(all_counted, _LEAST)
                    for j in range(size):
                        level[j] = need[j] if maximum[j] < np.inf else level[j]
                for j in range(size):
                    level[j] = _log_normal(max(level[j], _LEAST) / whole[j])
                _scores_row(at, values, slopes, curve, level, score)
                if i == 0:
                    for other in range(1, states):
                        for j in range(size):
                            needed[other, j] = needed[0, j]
                            prices[other, j] = prices[0, j]
                            laters[other, j] = laters[0, j]
                for other in range(h, h + 1 if i > 0 else states):
                    _chances_row(score, root, over, health[other], out[cell * states + other])


@_inner
def _treated_row(
    need: Any, mean: Any, part: Any, forward: Any, full: Any, others: Any, response: Any, price: Any,
    ahead: Any, less: Any, open_need: Any, rate: Any, asked: Any, room: Any, more: Any, later: Any,
) -> None:  # fmt: skip
    """Change ahead, less and open_need where there is a maximum per treatment, for one stratum of a cell.

    The price of a treatment (`_prices_row`) depends on what counts of it, and that on what is asked for at this price.
    ahead is the demand for treatments as a share of need when the deductible is used up, and less how much lower it is
    before; open_need is the need while it is open, and rate becomes what would count in a year if it stayed open. need
    and open_need are against `mean`; others is what is asked for of the rest, as a share of all need; forward and full
    are the exponents of `ahead` and of demand before.
    """
    limit, maximum = price[DEDUCTIBLE], price[MAXIMUM]
    size = len(need)
    for j in range(size):
        rate[j] = need[j] * mean[j] * part[j]
    for j in range(size):
        asked[j] = rate[j] * (ahead[j] - less[j])
    for _ in range(_TREATMENT_ROUNDS):
        _counted_row(asked, maximum, response, room, more)
        _prices_row(more, asked, room, limit, response, more, later)
        for j in range(size):
            room[j] = _exp_within(forward[j] * later[j] + (full[j] - forward[j]) * more[j])
        for j in range(size):
            asked[j] = rate[j] * room[j]
    for j in range(size):
        before = _exp_within(forward[j] * later[j])
        ahead[j] = before if maximum[j] < np.inf else ahead[j]
        more[j] = before - room[j]
    for j in range(size):
        less[j] = more[j] if maximum[j] < np.inf else less[j]
    _counted_row(asked, maximum, response, room, more)
    for j in range(size):
        rate[j] = more[j] + need[j] * mean[j] * others[j]
    for j in range(size):
        opened = need[j] * min(limit[j] / max(rate[j], _NOTHING), 1.0)
        open_need[j] = opened if maximum[j] < np.inf else open_need[j]


@_kernel("none table in in table table table table table table table table table table rows rows rows rows rows")
def demand(
    relative: Any, health_share: Any, luck_share: Any, share: Any,
    mean: Any, treated: Any, beta: Any, rest: Any, sector: Any, response: Any, price: Any, other: Any, chance: Any,
    factor: Any, filled: Any, paid: Any, paid_at: Any, parts: Any,
) -> None:  # fmt: skip
    """Add what a group with the same price asks for in a year, as a share of the need of all of its cell.

    relative (curves * health * luck, draws) is the need of the strata, of which health_share (health,) and luck_share
    (luck,) are in a class; share (health, draws) of all people are of this health and in the group. mean, treated,
    beta and rest (cells, draws) and sector (kinds, draws) are as in `mix`, and chance (cells * health, draws) is what
    `unfilled` gives.

    factor (cells * kinds, draws) grows by the demand for each kind, filled (cells, draws) by the share that uses up the
    deductible, paid (cells, draws) by the mean own payment. paid_at, if it has rows, grows by the own payment for the
    same care at the `other` price; and parts (parts of the year, draws), if it has rows, by the treatments in each
    part, in euros.
    """
    states, lucks, (cells, size), kinds = len(health_share), len(luck_share), mean.shape, sector.shape[0]
    alike = cells * states * lucks // relative.shape[0]
    myopia, limit, maximum = response[MYOPIA], price[DEDUCTIBLE], price[MAXIMUM]
    capped, each, number = _any_maximum(maximum), len(paid_at) > 0 or len(parts) > 0, float(len(parts))
    whole, by_health = np.empty(size), np.empty((states, size))
    exponent, now, now_rest = np.empty((kinds, size)), np.empty((kinds, size)), np.empty(size)
    asked = np.empty((kinds, size))
    ahead, forward, later, full = np.empty(size), np.empty(size), np.empty(size), np.empty(size)
    ahead_rest, reach, weight = np.empty(size), np.empty(size), np.empty(size)
    opened, payment, treatments, others = np.empty(size), np.empty(size), np.empty(size), np.empty(size)
    open_sum, paid_sum, treated_sum = np.empty(size), np.empty(size), np.empty(size)
    a_ahead, a_less, a_open, rate = np.empty(size), np.empty(size), np.empty(size), np.empty(size)
    room, more, counted, priced = np.empty(size), np.empty(size), np.empty(size), np.empty(size)
    for cell in range(cells):
        strata = cell // alike * states * lucks
        if cell % alike == 0:
            for j in range(size):
                whole[j] = 0.0
            for h in range(states):
                need, of_state = by_health[h], health_share[h]
                for j in range(size):
                    need[j] = 0.0
                for luck in range(lucks):
                    stratum, of_class = relative[strata + h * lucks + luck], luck_share[luck]
                    for j in range(size):
                        need[j] += of_class * stratum[j]
                for j in range(size):
                    whole[j] += of_state * need[j]
        average, part, b, b_rest = mean[cell], treated[cell], beta[cell], rest[cell]
        for kind in range(kinds):
            e, less, s, total = exponent[kind], now[kind], sector[kind], asked[kind]
            for j in range(size):
                e[j] = -b[j] * s[j]
                total[j] = 0.0
            for j in range(size):
                less[j] = 1.0 - _exp_within(e[j] * myopia[j])
        for j in range(size):
            now_rest[j] = 1.0 - _exp_within(-b_rest[j] * myopia[j])
        less, e, fills, pays = now[0], exponent[0], filled[cell], paid[cell]
        for h in range(states):
            unfilled_chance, of_all, need = chance[cell * states + h], share[h], by_health[h]
            for j in range(size):
                forward[j] = (1.0 - myopia[j]) * unfilled_chance[j]
            for j in range(size):
                ahead[j] = _exp_within(e[j] * forward[j])
            for j in range(size):
                ahead_rest[j] = (1.0 - part[j]) * _exp_within(-b_rest[j] * forward[j])
            for j in range(size):
                others[j] = ahead_rest[j] * (1.0 - now_rest[j])
            # People ask for this share of need while the deductible is open: so it is, up to a need of `reach`.
            for j in range(size):
                weight[j] = part[j] * ahead[j] * (1.0 - less[j]) + others[j]
                opened[j] = 0.0
            for j in range(size):
                weight[j] = max(weight[j], 1e-300) * average[j]
                reach[j] = limit[j] / weight[j]
            for luck in range(lucks):
                stratum, of_class = relative[strata + h * lucks + luck], luck_share[luck]
                for j in range(size):
                    opened[j] += of_class * min(stratum[j], reach[j])
            for j in range(size):
                payment[j] = weight[j] * opened[j]
                treatments[j] = ahead[j] * (need[j] - opened[j] * less[j])
            if capped or each:
                for j in range(size):
                    open_sum[j] = 0.0
                    paid_sum[j] = 0.0
                    treated_sum[j] = 0.0
                    full[j] = e[j] * (myopia[j] + forward[j])
                    later[j] = e[j] * forward[j]
                for luck in range(lucks):
                    stratum, of_class = relative[strata + h * lucks + luck], luck_share[luck]
                    for j in range(size):
                        a_open[j] = min(stratum[j], reach[j])
                        a_ahead[j] = ahead[j]
                        a_less[j] = ahead[j] * less[j]
                    if capped:
                        _treated_row(
                            stratum, average, part, later, full, others, response, price,
                            a_ahead, a_less, a_open, rate, counted, room, more, priced,
                        )  # fmt: skip
                        for j in range(size):
                            open_sum[j] += of_class * a_open[j]
                            paid_sum[j] += of_class * min(rate[j], limit[j])
                        for j in range(size):
                            treated_sum[j] += of_class * (stratum[j] * a_ahead[j] - a_open[j] * a_less[j])
                    if len(paid_at) > 0:
                        for j in range(size):
                            rate[j] = average[j] * part[j] * (stratum[j] * a_ahead[j] - a_open[j] * a_less[j])
                        _counted_row(rate, other[MAXIMUM], response, room, counted)
                        for j in range(size):
                            rate[j] = average[j] * ahead_rest[j] * (stratum[j] - a_open[j] * now_rest[j])
                        elsewhere, other_limit = paid_at[cell], other[DEDUCTIBLE]
                        for j in range(size):
                            total_counted = min(counted[j] + rate[j], other_limit[j])
                            elsewhere[j] += of_all[j] * of_class * total_counted
                    for q in range(len(parts)):
                        care = parts[q]
                        for j in range(size):
                            room[j] = min(max(number * a_open[j] - q * stratum[j], 0.0), stratum[j])
                        for j in range(size):
                            room[j] = stratum[j] * a_ahead[j] - room[j] * a_less[j]
                        for j in range(size):
                            care[j] += of_all[j] * of_class * average[j] * part[j] * room[j]
                if capped:
                    for j in range(size):
                        opened[j] = open_sum[j] if maximum[j] < np.inf else opened[j]
                        payment[j] = paid_sum[j] if maximum[j] < np.inf else payment[j]
                    for j in range(size):
                        treatments[j] = treated_sum[j] if maximum[j] < np.inf else treatments[j]
            total = asked[0]
            for j in range(size):
                total[j] += of_all[j] * treatments[j]
            for kind in range(1, kinds):
                total, e_kind, less_kind = asked[kind], exponent[kind], now[kind]
                for j in range(size):
                    left = need[j] - opened[j] * less_kind[j]
                    total[j] += of_all[j] * _exp_within(e_kind[j] * forward[j]) * left
            for j in range(size):
                fills[j] += of_all[j] * (1.0 - unfilled_chance[j])
                pays[j] += of_all[j] * payment[j]
        for kind in range(kinds):
            total, found = asked[kind], factor[cell * kinds + kind]
            for j in range(size):
                found[j] += total[j] / whole[j]


# Summaries ------------------------------------------------------------------------------------------------------------

_BUCKETS = 2048
_SORTED = 1024
"""Numbers of a bucket that are sorted here; more of them are left to whoever asked."""


@_inner
def _sort_between(numbers: Number, begin: int, end: int) -> None:
    """Sort a few numbers in place: those of a distance first, then of ever shorter ones (Shell)."""
    for gap in (301, 132, 57, 23, 10, 4, 1):
        for place in range(begin + gap, end):
            number, hole = numbers[place], place
            while hole >= begin + gap and numbers[hole - gap] > number:
                numbers[hole] = numbers[hole - gap]
                hole -= gap
            numbers[hole] = number


@_kernel("none rows in in whole rows")
def at_ranks(values: Number, least: Number, most: Number, ranks: Any, found: Number) -> None:
    """Find the numbers of each row of `values` (rows, n) that come at `ranks` (K,), rising, when they are in order.

    Exact, and several times faster than sorting: numbers are put into equal parts of the range of their row, from
    `least` to `most` (rows,), and only the parts that hold a rank are sorted. `found` (rows, K) is NaN for a row of
    which that cannot be told so: these are NaN or infinite, or too many numbers that differ lie too near to each other.
    """
    counts = np.zeros(_BUCKETS, np.int64)
    slot = np.full(_BUCKETS, -1, np.int64)
    part = np.empty(values.shape[1], np.int16)
    kept = np.empty(values.shape[1])
    heads = np.empty(len(ranks), np.int64)
    ends = np.empty(len(ranks), np.int64)
    for r in range(len(values)):
        row, answer, low, high = values[r], found[r], least[r], most[r]
        for k in range(len(ranks)):
            answer[k] = low if low == high else np.nan
        scale = _BUCKETS / (high - low)
        if low == high or not (scale > 0.0 and scale < np.inf):
            continue
        counts[:] = 0
        for j in range(len(row)):
            part[j] = min(int((row[j] - low) * scale), _BUCKETS - 1)
        for j in range(len(row)):
            counts[part[j]] += 1
        buckets, total, bucket, before = 0, 0, 0, 0
        for k in range(len(ranks)):
            while before + counts[bucket] <= ranks[k]:
                before += counts[bucket]
                bucket += 1
            if slot[bucket] < 0:
                slot[bucket] = buckets
                heads[buckets], ends[buckets] = total, total
                total += counts[bucket]
                buckets += 1
        for j in range(len(row)):
            place = slot[part[j]]
            if place >= 0:
                kept[ends[place]] = row[j]
                ends[place] += 1
        for place in range(buckets):
            begin, end = heads[place], ends[place]
            differ = 0
            for j in range(begin, end):
                differ += kept[j] != kept[begin]
            if differ and end - begin <= _SORTED:
                _sort_between(kept, begin, end)
            elif differ:
                kept[begin:end] = np.nan
        bucket, before = 0, 0
        for k in range(len(ranks)):
            while before + counts[bucket] <= ranks[k]:
                before += counts[bucket]
                bucket += 1
            answer[k] = kept[heads[slot[bucket]] + ranks[k] - before]
            slot[bucket] = slot[bucket] if k + 1 < len(ranks) and ranks[k + 1] < before + counts[bucket] else -1


def compile_all() -> None:
    """Compile every kernel that is not in the cache."""
    for kernel in KERNELS.values():
        kernel.compile()


if __name__ == "__main__":
    print("Compiling the inner loops of the engine, once; this takes some ten seconds.", flush=True)
    from simulate.engine import kernels

    kernels.compile_all()
