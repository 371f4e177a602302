#pragma once

#include "planner/model/model.h"
#include "planner/solve/solution.h"

namespace loadline::solve {

/// The class of a solution by how full the fullest slots or cores are and by what its times and
/// calls are like. Its figures were measured on generated systems against the simulation
/// (docs/theory.md).
///   unrest  of the state that it is of
ErrorClass errorClassOf(const model::Model &model, const Solution &solution, double unrest);

} // namespace loadline::solve
