"""What the model must do, whatever its parameters: known answers, conservation, directions, chance."""
