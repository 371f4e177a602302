#include "tests/analyzer/bound/random_bound.h"

#include <gtest/gtest.h>

// The laws of the algebra, tried on a seeded sample of bounds of every form.

namespace loadline::bound {

using Join = Bound (*)(std::vector<Bound>);

class BoundLaws : public testing::TestWithParam<Join> {
protected:
  Bound join(std::vector<Bound> parts) const { return GetParam()(std::move(parts)); }
  RandomBounds random_{20240817};
};

INSTANTIATE_TEST_SUITE_P(EachJoin, BoundLaws,
                         testing::Values(&Bound::product, &Bound::sum, &Bound::minimum,
                                         &Bound::maximum));

TEST_P(BoundLaws, OrderDoesNotMatter) {
  for (int i = 0; i < tries(); ++i) {
    const Bound a = random_.next(), b = random_.next();
    ASSERT_EQ(join({a, b}), join({b, a})) << toString(a) << "  and  " << toString(b);
  }
}

TEST_P(BoundLaws, GroupingDoesNotMatter) {
  for (int i = 0; i < tries(); ++i) {
    const Bound a = random_.next(), b = random_.next(), c = random_.next();
    ASSERT_EQ(join({join({a, b}), c}), join({a, join({b, c})}))
        << toString(a) << "  and  " << toString(b) << "  and  " << toString(c);
  }
}

TEST_P(BoundLaws, OfOneIsThatOne) {
  for (int i = 0; i < tries(); ++i) {
    const Bound a = random_.next();
    ASSERT_EQ(join({a}), a) << toString(a);
  }
}

TEST_P(BoundLaws, OfNothingMoreIsNeutral) {
  for (int i = 0; i < tries(); ++i) {
    const Bound a = random_.next();
    ASSERT_EQ(join({a, join({})}), a) << toString(a);
  }
}

TEST_P(BoundLaws, WhatIsBuiltIsSimplifiedAlready) {
  for (int i = 0; i < tries(); ++i) {
    const Bound a = join(random_.several(3));
    ASSERT_EQ(join({a}), a) << toString(a);
    ASSERT_TRUE(a.parts().empty() || a.parts().size() > 1) << toString(a);
  }
}

TEST(BoundLimits, OfTheSameTwiceAreThatOne) {
  RandomBounds random(7);
  for (int i = 0; i < tries(); ++i) {
    const Bound a = random.next();
    ASSERT_EQ(Bound::minimum({a, a}), a) << toString(a);
    ASSERT_EQ(Bound::maximum({a, a}), a) << toString(a);
  }
}

TEST(BoundOrder, PutsEachBeforeTheOtherOrFindsThemEqual) {
  RandomBounds random(11);
  for (int i = 0; i < tries(); ++i) {
    const Bound a = random.next(), b = random.next();
    ASSERT_EQ((a < b) + (b < a) + (a == b), 1) << toString(a) << "  and  " << toString(b);
  }
}

TEST(BoundText, ReadsBackAsTheSameBound) {
  RandomBounds random(13);
  for (int i = 0; i < tries(); ++i) {
    const Bound a = random.next(6);
    const Result<Bound> read = parseBound(toString(a));
    ASSERT_TRUE(read) << toString(a);
    ASSERT_EQ(*read, a) << toString(a);
  }
}

} // namespace loadline::bound
