"""Exponential smoothing averaged over forms: the recursion by hand, planted truth, and what it leaves open."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from salesplan_nb.goals.scales import AS_IT_IS, LOGS, ROOTS, scales
from salesplan_nb.goals.season import seasonal_effects, shrunk_effects
from salesplan_nb.goals.smoothing import ALL, _ahead, _fits, _fitted, forms, slope, smoothing

SEASON = np.array([6.5, 7, 9, 7.5, 8, 9.5, 7, 6, 9.5, 8.5, 9.5, 12]) / 100 * 12


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_forms_are_levels_half_drifts_and_damped_trends_each_with_its_odds() -> None:
    own = forms(seasonal=False)
    kinds = [own.trend > 0, own.drift > 0, (own.trend == 0) & (own.drift == 0)]
    assert [int(kind.sum()) for kind in kinds] == [30, 9, 9]  # a trend never moves faster than its level
    odds = [float(np.exp(own.prior[kind]).sum()) for kind in kinds]
    assert odds == pytest.approx([0.3, 1.0, 1.0])
    # exp(-0.02 / 0.2) against exp(-0.9 / 0.2): calm levels are the likelier ones beforehand.
    calm, restless = (own.prior[kinds[2] & (own.level == level)][0] for level in (0.02, 0.9))
    assert calm - restless == pytest.approx(0.88 / 0.2)
    assert (forms(seasonal=True).season + forms(seasonal=True).level <= 1 + 1e-9).all()


def test_errors_and_states_are_those_of_the_recursion() -> None:
    y = np.array([1.0, 1.2, 0.9, 1.4, 1.3, 1.1, 1.5, 1.2])
    found = _fitted(AS_IT_IS, y, np.zeros(12), 0.0, y)
    for kind in (0, 12, 40):  # a level, a half drift, a damped trend
        own = found.forms
        a, b, f = own.level[kind], own.trend[kind], own.damping[kind]
        d, trend = own.drift[kind] * slope(y), slope(y) / 2 if b > 0 else 0.0
        level, errors = y.mean() - (d + trend) * 4.5, []
        for value in y:
            trend *= f
            level += d + trend
            errors.append(value - level)
            # Median change 0.3: no surprise here is beyond 3.5 x 1.4826 x 0.3 / 1.3.
            level += a * errors[-1]
            trend += b * errors[-1]
        late = np.array(errors[2:])
        assert found.errors[:, kind] == pytest.approx(late - late.mean(), abs=1e-9)
        assert (found.level[kind], found.trend[kind]) == pytest.approx((level, trend), abs=1e-9)
        assert found.weight[kind] == pytest.approx(own.prior[kind] - 3 * np.log((late**2).mean()), abs=1e-6)


def test_a_season_pays_for_its_eleven_effects_by_the_share_of_them_that_is_kept() -> None:
    y = 1 + rng(5).normal(0, 0.1, 40)
    plain, seasonal = (_fitted(AS_IT_IS, y, np.zeros(12), kept, y) for kept in (0.0, 0.5))
    still = np.flatnonzero((seasonal.forms.season == 0) & (seasonal.forms.level == 0.2) & (seasonal.forms.drift == 0))[
        0
    ]
    same = np.flatnonzero((plain.forms.level == 0.2) & (plain.forms.drift == 0))[0]
    paid = (plain.weight - plain.forms.prior)[same] - (seasonal.weight - seasonal.forms.prior)[still]
    assert paid == pytest.approx(1.2 * 11 * 0.5)


def ahead_of(kind: int, error: float, **states: float) -> np.ndarray:
    """Paths of one form after errors that were all the same, from a level of 1."""
    y = np.ones(36)
    fit = _fitted(AS_IT_IS, y, np.zeros(12), 0.0, y)
    known = {name: np.full(48, value) for name, value in {"level": 1.0, "trend": 0.0, "drift": 0.0, **states}.items()}
    fit = replace(fit, errors=np.full((24, 48), error), **known)
    return _ahead(fit, np.full(4000, kind), 4, rng())


def test_a_path_carries_its_surprises_on_by_the_forms_weight() -> None:
    level = 4  # a level with weight 0.3
    paths = ahead_of(level, 0.1)
    first = paths[:, 0] - 1  # 0.1, widened for two parameters and by a Student factor
    assert np.sqrt((first**2).mean()) == pytest.approx(0.1 * np.sqrt(26 / 22 * 24 / 22), rel=0.03)
    for h in (1, 2, 3):
        assert paths[:, h] - 1 == pytest.approx(first * (1 + 0.3 * h))


def test_a_drift_may_turn_round_or_be_the_whole_of_the_slope() -> None:
    paths = ahead_of(9, 0.0, drift=0.01)
    assert paths[:, 3].mean() == pytest.approx(1.04, abs=0.004)
    assert paths[:, 3].std() == pytest.approx(4 * 0.01 * 1.6, rel=0.05)


def test_a_trend_is_damped_month_by_month() -> None:
    kind = int(np.flatnonzero((ALL[False].damping == 0.85) & (ALL[False].trend == 0.03))[0])
    paths = ahead_of(kind, 0.0, trend=0.1)
    assert paths[0] - 1 == pytest.approx(
        [0.085, 0.085 * 1.85, 0.085 * (1 + 0.85 + 0.85**2), 0.085 * (1 + 0.85 + 0.85**2 + 0.85**3)]
    )


def test_half_the_slope_of_a_line_is_the_drift_of_theta() -> None:
    assert slope(4 * np.arange(20.0)) == pytest.approx(4.0)
    found = _fitted(AS_IT_IS, 4 * np.arange(20.0), np.zeros(12), 0.0, np.arange(20.0))
    assert set(found.drift) == {0.0, 2.0}


def test_one_wild_month_moves_the_level_no_further_than_a_surprise_may() -> None:
    y = 1 + 0.01 * np.resize([1, -1], 30)
    wild = y.copy()
    wild[20] = 50.0
    found = _fitted(AS_IT_IS, y, np.zeros(12), 0.0, y)
    plain = (found.forms.trend == 0) & (found.forms.drift == 0)
    shaken = _fitted(AS_IT_IS, wild, np.zeros(12), 0.0, wild)
    # 0.02 a month's change, so a surprise is 3.5 x 1.4826 x 0.02 / 1.3 = 0.08; 0.9 of the month itself would be 44.
    assert np.abs(shaken.level - found.level)[plain].max() < 0.08


def test_effects_keep_what_noise_could_not_have_made() -> None:
    strong = np.tile(np.linspace(-1, 1, 12), 4) + rng().normal(0, 0.05, 48)
    effects, kept = shrunk_effects(strong)
    assert 0.98 < kept <= 1
    assert effects == pytest.approx(kept * seasonal_effects(strong))
    shares = [shrunk_effects(rng(seed).normal(0, 1, 48))[1] for seed in range(200)]
    assert np.mean(shares) < 0.3
    assert shrunk_effects(strong[:23])[1] == 0


def test_kept_share_by_its_formula() -> None:
    values = rng(3).normal(0, 1, 36) + np.tile(np.r_[np.ones(6), -np.ones(6)], 3)
    effects = seasonal_effects(values)
    averages = np.array(
        [(values[t - 6] / 2 + values[t - 5 : t + 6].sum() + values[t + 6] / 2) / 12 for t in range(6, 30)]
    )
    rest = values[6:30] - averages - effects[np.arange(6, 30) % 12]
    error = (rest**2).sum() / (24 - 12) / 2  # each position was seen twice
    assert shrunk_effects(values)[1] == pytest.approx(1 - 9 * error / (effects**2).sum())


def test_a_scale_there_and_back_is_where_it_was_and_its_jacobian_is_its_slope() -> None:
    values = np.array([0.2, 1.0, 3.0])
    for scale in (LOGS, ROOTS, AS_IT_IS):
        assert scale.back(scale.there(values), values) == pytest.approx(values)
        step = (scale.there(values + 1e-6) - scale.there(values - 1e-6)) / 2e-6
        assert scale.jacobian(values) == pytest.approx(np.log(step), abs=1e-5)


@pytest.mark.parametrize(
    ("values", "names"),
    [
        (np.linspace(1, 2, 24), ["logarithms", "roots", "as it is"]),
        (np.linspace(1, 2, 23), ["as it is"]),
        (np.linspace(0, 2, 24), ["as it is"]),
        (np.linspace(-1, 2, 24), ["as it is"]),
        (np.r_[np.ones(23), 1e6], ["as it is"]),
    ],
)
def test_logarithms_are_for_two_years_of_positive_months(values: np.ndarray, names: list[str]) -> None:
    assert [scale.name for scale in scales(values)] == names


def test_the_scale_follows_the_noise() -> None:
    season = np.tile(SEASON, 6)
    share = {}
    for name, values in {
        "ratios": season * np.exp(rng(2).normal(0, 0.08, 72)) * 1.15 ** (np.arange(72) / 6),
        "sums": 10 + season + rng(2).normal(0, 0.3, 72) + np.arange(72) / 6,
    }.items():
        fits = list(_fits(values / values.mean()))
        weight = np.array([np.exp(fit.weight - max(f.weight.max() for f in fits)).sum() for fit in fits])
        logs = np.array([fit.scale.name == "logarithms" for fit in fits])
        share[name] = weight[logs].sum() / weight.sum()
    assert share["ratios"] > 0.9
    assert share["sums"] < 0.5


def test_ranges_hold_a_planted_season_and_growth_at_the_rate_they_claim() -> None:
    truth = 1e6 * np.tile(SEASON, 6) * 1.077 ** (np.arange(72) / 12)
    held, misses = {1: 0, 3: 0, 12: 0}, []
    for seed in range(150):
        values = truth * np.exp(rng(seed).normal(0, 0.05, 72))
        paths = smoothing(values[:60], 12, 400, rng())
        for months in held:
            low, high = np.quantile(paths[:, :months].sum(axis=1), [0.1, 0.9])
            held[months] += low <= values[60 : 60 + months].sum() <= high
        misses.append(np.median(paths.sum(axis=1)) / values[60:].sum() - 1)
    # 150 at 80%: 120, two standard deviations are 10. Drift is half taken on purpose, so a year is met low and wide.
    assert 106 <= held[1] <= 137
    assert 106 <= held[3] <= 140
    assert held[12] >= 106
    assert -0.04 < np.mean(misses) < 0


def test_noise_about_a_level_is_forecast_as_the_level() -> None:
    off = []
    for seed in range(40):
        values = 100 + rng(seed).normal(0, 20, 48)
        off.append(np.median(smoothing(values, 12, 300, rng()).sum(axis=1)) / 1200 - 1)
    assert abs(np.mean(off)) < 0.01
    assert np.std(off) < 0.06  # last year again would miss by 20% / sqrt(12) = 6% each time, and the level by 3%


def test_blas_makes_no_difference_to_a_byte() -> None:
    code = (
        "import numpy as np; from salesplan_nb.goals import sample_paths; import pandas as pd, hashlib;"
        "v = np.random.default_rng(1).lognormal(0, .3, 60);"
        "h = pd.Series(v, index=pd.period_range('2020-01', periods=60, freq='M'));"
        "print(hashlib.sha256(sample_paths(h, 14, draws=300, rng=np.random.default_rng(2)).tobytes()).hexdigest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"OPENBLAS_CORETYPE": core},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for core in ("Haswell", "Prescott")
    }
    assert len(told) == 1
    assert len(told.pop().strip()) == 64


def test_forms_are_made_once() -> None:
    assert ALL[True].level.shape[0] > ALL[False].level.shape[0] == 48
